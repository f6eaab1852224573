package io.handoff.bench.live;

/** Watches one reader's seqs: each must be the last one's successor. */
public final class Order {

    private long last;
    private long gaps;
    private long repeats;

    /** The first may be any: who begins to listen has no position yet. */
    public void next(long seq) {
        if (last > 0 && seq > last + 1) {
            gaps++;
        } else if (seq <= last) {
            repeats++;
        }
        last = Math.max(last, seq);
    }

    /** Nought before the first. */
    public long last() {
        return last;
    }

    public long gaps() {
        return gaps;
    }

    public long repeats() {
        return repeats;
    }
}
