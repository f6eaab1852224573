package io.handoff.bench;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * How many messages have reached all subscribers: an average would let one lag as far behind as all
 * the others are ahead. Thread-safe.
 */
final class DeliveryCounter {

    /** A power of two, and more than messages are ever in flight. */
    private static final int MOST_IN_FLIGHT = 4096;

    private final int subscribers;
    private final LongAdder total = new LongAdder();
    private final AtomicLong reachedAll = new AtomicLong();
    private final AtomicIntegerArray delivered = new AtomicIntegerArray(MOST_IN_FLIGHT);
    private volatile LongConsumer action = messages -> {};

    DeliveryCounter(int subscribers) {
        this.subscribers = subscribers;
    }

    /** One of them got the message with that seq; all get them in the same order. */
    void delivered(long seq) {
        total.increment();
        int slot = (int) seq & MOST_IN_FLIGHT - 1;
        if (delivered.incrementAndGet(slot) == subscribers) {
            delivered.set(slot, 0);
            action.accept(reachedAll.incrementAndGet());
        }
    }

    /** All deliveries to all of them. */
    long total() {
        return total.sum();
    }

    long reachedAll() {
        return reachedAll.get();
    }

    /** Called with the number of messages whenever one more has reached the last subscriber. */
    void whenReachedAll(LongConsumer then) {
        action = then;
    }
}
