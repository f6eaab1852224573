package io.handoff.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handoff.bench.accept.Micros;
import io.handoff.bench.accept.ProcessRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DoneLinesTest {

    @Test
    void shouldMeasureFromDueToTheTimeOfTheLine() {
        long due = Micros.of(Instant.parse("2026-01-02T03:04:05.100Z"));
        DoneLines lines = new DoneLines();

        lines.take(
                "2026-01-02T03:04:05.103500Z 0197-id Processed: "
                        + ProcessRequest.body(due)
                        + "\n");

        assertEquals(3_500, lines.fields().integer("max"));
    }

    @Test
    void shouldRejectAnotherFormat() {
        DoneLines lines = new DoneLines();

        assertThrows(IllegalStateException.class, () -> lines.take("Processed: {}\n"));
    }
}
