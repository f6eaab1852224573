package io.handoff.monitor;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Durations by size, four buckets for each doubling: bucket {@code b} has those below {@code
 * 2^((b+1)/4)} ms, so a quantile read from them is at most 19 % too high. Histograms of several
 * replicas can be added up. Thread-safe; what is counted while others are taken is in one of them.
 */
final class Histogram {

    /** The last one has everything from 600 days on. */
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
        // A little more: the logarithm of a power of two must not fall short of it.
        int bucket = (int) (Math.log(millis) * PER_NATURAL_LOG + 1e-9);
        return Math.min(BUCKETS - 1, bucket);
    }

    /** What was counted since this was last asked, without what is 0. */
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
