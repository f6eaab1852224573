package io.handoff.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private final Histogram histogram = new Histogram();

    @Test
    void shouldHaveFourBucketsForEachDoubling() {
        assertEquals(0, Histogram.bucket(0));
        assertEquals(0, Histogram.bucket(1));
        assertEquals(6, Histogram.bucket(3));
        for (int doublings = 1; doublings < 36; doublings++) {
            assertEquals(4 * doublings, Histogram.bucket(1L << doublings));
        }
    }

    @Test
    void shouldPutEachDurationBelowTheUpperEdgeOfItsBucketAndNotBelowTheLower() {
        for (long millis = 1; millis < 100_000_000L; millis += 1 + millis / 50) {
            int bucket = Histogram.bucket(millis);
            assertTrue(millis < Math.pow(2, (bucket + 1) / 4.0), "upper edge for " + millis);
            assertTrue(millis >= Math.pow(2, bucket / 4.0) - 1e-6, "lower edge for " + millis);
        }
    }

    @Test
    void shouldKeepWhatIsTooLongInTheLastBucket() {
        assertEquals(143, Histogram.bucket(Long.MAX_VALUE));
    }

    @Test
    void shouldReturnTheCountsSinceTheLastCall() {
        histogram.add(1);
        histogram.add(1000);
        histogram.add(1000);

        assertEquals(Map.of(0, 1L, 39, 2L), histogram.take());
        assertEquals(Map.of(), histogram.take());
    }

    @Test
    void shouldLoseNothingWhileOthersCount() {
        List<Long> taken =
                Crowd.together(
                        4,
                        () -> {
                            long found = 0;
                            for (int i = 0; i < 10_000; i++) {
                                histogram.add(i % 7);
                                if (i % 100 == 0) {
                                    found += sum();
                                }
                            }
                            return found;
                        });

        assertEquals(40_000, taken.stream().mapToLong(n -> n).sum() + sum());
    }

    private long sum() {
        return histogram.take().values().stream().mapToLong(n -> n).sum();
    }
}
