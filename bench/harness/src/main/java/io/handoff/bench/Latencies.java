package io.handoff.bench;

import java.util.Arrays;
import java.util.Collection;

/** Keeps every latency: there are few enough of them to sort. */
final class Latencies {

    private long[] micros = new long[64];
    private int size;
    private boolean sorted;

    static Latencies merged(Collection<Latencies> parts) {
        Latencies all = new Latencies();
        all.micros = new long[Math.max(1, parts.stream().mapToInt(part -> part.size).sum())];
        for (Latencies part : parts) {
            System.arraycopy(part.micros, 0, all.micros, all.size, part.size);
            all.size += part.size;
        }
        return all;
    }

    void add(long value) {
        if (size == micros.length) {
            micros = Arrays.copyOf(micros, size * 2);
        }
        micros[size++] = value;
        sorted = false;
    }

    /** Adds the time from then until now. */
    void addSince(long nanos) {
        add((System.nanoTime() - nanos) / 1000);
    }

    int size() {
        return size;
    }

    double millis(double percent) {
        if (size == 0) {
            return 0;
        }
        if (!sorted) {
            Arrays.sort(micros, 0, size);
            sorted = true;
        }
        int index = (int) Math.ceil(percent / 100 * size) - 1;
        return micros[Math.max(0, Math.min(size - 1, index))] / 1e3;
    }
}
