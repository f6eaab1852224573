package io.handoff.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void shouldTakeTurnsAfterWarmingUpAndCompareWithinARound() throws Exception {
        List<String> turns = new ArrayList<>();
        Map<String, Rounds.Measurement> contestants = new LinkedHashMap<>();
        contestants.put("a", seconds -> taken(turns, "a" + seconds, 100 * turns.size()));
        contestants.put("b", seconds -> taken(turns, "b" + seconds, 100));

        Rounds rounds = Rounds.run(new Rounds.Plan(3, 5, 9), contestants, new Report());

        assertEquals(List.of("a9", "b9", "a5", "b5", "a5", "b5", "a5", "b5"), turns);
        assertEquals(new Spread(4, 2, 6), rounds.ratio("a", "b", "rate"));
        assertEquals(new Spread(400, 200, 600), rounds.spread("a", "rate"));
    }

    private static Figures taken(List<String> turns, String turn, double rate) {
        turns.add(turn);
        return new Figures().with("rate", rate);
    }

    @Test
    void shouldFindMediansAndPercentiles() {
        Latencies latencies = new Latencies();
        for (int i = 1000; i > 0; i--) {
            latencies.add(i * 1000);
        }

        assertEquals(500, latencies.millis(50));
        assertEquals(990, latencies.millis(99));
        assertEquals(1000, latencies.millis(100));
        assertEquals(0, new Latencies().millis(99));
        assertEquals("2.5 (1.0–9.0)", Spread.of(List.of(9.0, 1.0, 2.0, 3.0)).format("%.1f"));
    }
}
