package io.handoff.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.SettableClock;
import io.handoff.event.Channels;
import io.handoff.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one replica knows of two. */
class ClusterSamplesTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final SettableClock clock = new SettableClock();
    private final ClusterSamples clusterSamples = new ClusterSamples(json, clock, LEASE);

    @Test
    void shouldAddUpWhatAllReplicasDidInAStep() {
        say("a", 3, 10);
        say("b", 4, 7);
        clock.forward(Duration.ofSeconds(1));
        say("a", 5, 1);

        assertEquals(
                List.of(new Series.Step(SettableClock.START.toEpochMilli(), 12, 12, 0, 0, 20, 8)),
                clusterSamples.series());
    }

    @Test
    void shouldBeginAStepEveryFiveSeconds() {
        say("a", 1, 1);
        clock.forward(Duration.ofMillis(4_999));
        say("a", 1, 1);
        clock.forward(Duration.ofMillis(1));
        say("a", 1, 1);

        long start = SettableClock.START.toEpochMilli();
        assertEquals(
                List.of(
                        new Series.Step(start, 2, 2, 0, 0, 20, 1),
                        new Series.Step(start + 5_000, 1, 1, 0, 0, 20, 1)),
                clusterSamples.series());
    }

    @Test
    void shouldRememberAQuarterOfAnHourAndNoMore() {
        for (int i = 0; i < 1_000; i++) {
            say("a", i, 0);
            clock.forward(Duration.ofSeconds(5));
        }
        say("a", 1_000, 0);

        List<Series.Step> steps = clusterSamples.series();
        assertEquals(180, steps.size());
        assertEquals(821, steps.get(0).accepted());
        assertEquals(1_000, steps.get(179).accepted());
        clock.forward(Duration.ofMinutes(14));
        assertEquals(12, clusterSamples.series().size());
        clock.forward(Duration.ofMinutes(1));
        assertEquals(List.of(), clusterSamples.series());
    }

    @Test
    void shouldShowTheNewestOfEachReplicaUntilItsLeaseIsOver() {
        say("b", 1, 2);
        clock.forward(Duration.ofSeconds(20));
        say("a", 1, 1);
        say("a", 2, 1);
        assertEquals(List.of("a", "b"), names());
        assertEquals(2, clusterSamples.samples().get(0).accepted());

        clock.forward(LEASE.minusSeconds(20));
        assertEquals(List.of("a", "b"), names());
        clock.forward(Duration.ofMillis(1));
        assertEquals(List.of("a"), names());

        say("a", 0, 1);
        assertEquals(1, clusterSamples.series().get(clusterSamples.series().size() - 1).running());
    }

    @Test
    void shouldPassOverWhatItCannotRead() {
        receive("{");
        receive("{}");
        receive("[]");
        receive("{\"replica\":\"c\",\"invented\":1}");

        assertEquals(List.of("c"), names());
    }

    private List<String> names() {
        return clusterSamples.samples().stream().map(Sample::replica).toList();
    }

    private void say(String replica, long tasks, int busy) {
        Sample sample =
                new Sample(
                        replica, 0, 0, 1, tasks, tasks, tasks, 0, 0, 0, busy, 64, 15, 5, 0, 100,
                        null, 0, Map.of(), Map.of(), Map.of(), "sqlite", "local", true, true);
        try {
            receive(json.writeValueAsString(sample));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private void receive(String data) {
        clusterSamples.receive(new Event(Channels.MONITOR, 0, "1", "sample", 0, data));
    }
}
