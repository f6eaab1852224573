package io.handoff.event;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered ids: UUID version 7 (RFC 9562, §5.7 and §6.2 method 1): milliseconds, a 12-bit
 * counter within the millisecond (which borrows from the next one when it overflows), 62 random
 * bits. The ids of one process always increase. They are not secrets.
 */
public final class Ids {

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    public Ids(InstantSource clock) {
        this.clock = clock;
    }

    public String next() {
        long now = clock.millis() << 12;
        long tick = last.updateAndGet(before -> Math.max(before + 1, now));
        long high = (tick >>> 12) << 16 | 0x7000L | tick & 0xfffL;
        long low = ThreadLocalRandom.current().nextLong() >>> 2 | 0x8000000000000000L;
        return text(high, low);
    }

    private static String text(long high, long low) {
        return new java.util.UUID(high, low).toString();
    }
}
