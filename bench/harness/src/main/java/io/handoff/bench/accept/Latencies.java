package io.handoff.bench.accept;

import io.handoff.bench.load.Fields;
import java.util.Arrays;
import java.util.Collection;

/** Every single one is kept: there are few enough of them to sort. */
public final class Latencies {

    private long[] micros = new long[1 << 12];
    private int size;

    public void add(long value) {
        if (size == micros.length) {
            micros = Arrays.copyOf(micros, size * 2);
        }
        micros[size++] = value;
    }

    public static Latencies merged(Collection<Latencies> parts) {
        Latencies all = new Latencies();
        int total = parts.stream().mapToInt(part -> part.size).sum();
        all.micros = new long[Math.max(1, total)];
        for (Latencies part : parts) {
            System.arraycopy(part.micros, 0, all.micros, all.size, part.size);
            all.size += part.size;
        }
        Arrays.sort(all.micros, 0, all.size);
        return all;
    }

    public int size() {
        return size;
    }

    /** Only of a merged one, which is sorted. */
    public long percentile(double percent) {
        if (size == 0) {
            return 0;
        }
        int index = (int) Math.ceil(percent / 100 * size) - 1;
        return micros[Math.max(0, Math.min(size - 1, index))];
    }

    public Fields into(Fields fields) {
        return fields.with("p50", percentile(50))
                .with("p99", percentile(99))
                .with("max", percentile(100));
    }
}
