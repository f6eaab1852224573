package io.handoff.bench.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void shouldRankAcrossItsParts() {
        Latencies odd = new Latencies();
        Latencies even = new Latencies();
        for (int i = 10_000; i > 0; i--) {
            (i % 2 == 0 ? even : odd).add(i);
        }

        Latencies all = Latencies.merged(List.of(odd, even));

        assertEquals(5_000, all.percentile(50));
        assertEquals(9_900, all.percentile(99));
        assertEquals(10_000, all.percentile(100));
    }

    @Test
    void shouldBeNoughtWhenEmpty() {
        assertEquals(0, Latencies.merged(List.of()).percentile(99));
    }
}
