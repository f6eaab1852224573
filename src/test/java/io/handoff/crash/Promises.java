package io.handoff.crash;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the service has promised so far: every 202, and every end it told of. */
final class Promises {

    /** A 202: for the number {@code n} of this run, in a round. */
    record Promise(long n, int round, boolean notification) {}

    private final Map<String, Promise> byId = new ConcurrentHashMap<>();
    private final Map<String, Instant> toldSucceeded = new ConcurrentHashMap<>();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void accepted(String id, Promise promise) {
        if (byId.put(id, promise) != null) {
            throw new AssertionError("Two tasks were accepted as " + id);
        }
    }

    /** A 503: nothing was promised. */
    void refused() {
        refusals.incrementAndGet();
    }

    long refusals() {
        return refusals.get();
    }

    void succeeded(String id) {
        toldSucceeded.put(id, Instant.now());
    }

    Map<String, Promise> all() {
        return byId;
    }

    /** Those whose end the service had told, and when it had. */
    Map<String, Instant> toldSucceeded() {
        return toldSucceeded;
    }
}
