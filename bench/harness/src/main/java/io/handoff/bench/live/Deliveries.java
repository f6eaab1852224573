package io.handoff.bench.live;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * How far a crowd has heard, the slowest included: an average would let one lag as far behind as
 * all the others are ahead. Thread-safe.
 */
public final class Deliveries {

    /** A power of two, and more than messages are ever on their way. */
    private static final int MOST_ON_THE_WAY = 4096;

    private final int crowd;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong heardByAll = new AtomicLong();
    private final AtomicIntegerArray heard = new AtomicIntegerArray(MOST_ON_THE_WAY);
    private volatile LongConsumer action = count -> {};

    Deliveries(int crowd) {
        this.crowd = crowd;
    }

    /** One of them has heard the message with that seq; all hear them in the same order. */
    void heard(long seq) {
        int slot = (int) seq & MOST_ON_THE_WAY - 1;
        if (heard.incrementAndGet(slot) == crowd) {
            heard.set(slot, 0);
            action.accept(heardByAll.incrementAndGet());
        }
    }

    void add(long deliveries) {
        total.addAndGet(deliveries);
    }

    /** All that all of them heard. */
    public long total() {
        return total.get();
    }

    /** How many messages have reached the last one. */
    public long heardByAll() {
        return heardByAll.get();
    }

    /** What to do whenever one more has; on the event loop of whoever was last. */
    public void whenHeardByAll(LongConsumer then) {
        action = then;
    }
}
