package io.handoff.bench.baseline;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDv7, without the lock and the system call that {@link UUID#randomUUID} may cost. */
final class TimeOrderedId {

    private TimeOrderedId() {}

    static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000L | random.nextLong() & 0x0FFFL;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
