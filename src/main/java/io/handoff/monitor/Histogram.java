package io.handoff.monitor;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in logarithmic buckets, four per doubling: bucket {@code b} holds durations
 * below {@code 2^((b+1)/4)} ms, so a quantile is at most 19 % too high. Histograms of several
 * replicas can be added. Thread-safe; {@link #take} loses nothing that is counted at the same time.
 */
final class Histogram {

    /** The last bucket holds everything from 600 days on. */
    private static final int BUCKETS = 144;

    private static final double PER_NATURAL_LOG = 4 / Math.log(2);

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long millis) {
        counts.getAndIncrement(bucket(millis));
    }

    static int bucket(long millis) {
        if (millis <= 1) {
            return 0;
        }
        // Rounding errors must not put a power of two into the bucket below.
        int bucket = (int) (Math.log(millis) * PER_NATURAL_LOG + 1e-9);
        return Math.min(BUCKETS - 1, bucket);
    }

    /** The counts since the last call, without zeros. */
    Map<Integer, Long> take() {
        Map<Integer, Long> taken = new TreeMap<>();
        for (int i = 0; i < BUCKETS; i++) {
            if (counts.get(i) != 0) {
                taken.put(i, counts.getAndSet(i, 0));
            }
        }
        return taken;
    }
}
