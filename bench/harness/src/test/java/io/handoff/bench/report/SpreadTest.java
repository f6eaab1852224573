package io.handoff.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void shouldTakeTheMiddleAndTheEnds() {
        assertEquals(new Spread(2, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
        assertEquals(new Spread(2.5, 1, 4), Spread.of(List.of(4.0, 1.0, 2.0, 3.0)));
    }

    @Test
    void shouldFormatInAUnit() {
        assertEquals("2.0 (1.0–9.0)", new Spread(2000, 1000, 9000).format("%.1f", 1000));
    }
}
