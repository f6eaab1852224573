package io.handoff.socket;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of permits. {@link #tryAcquire} never exceeds the cap, whatever the threads do;
 * the caller releases each permit exactly once. Thread-safe.
 */
public final class Permits {

    private final int cap;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * @throws IllegalArgumentException when {@code cap} is below 1
     */
    public Permits(int cap) {
        if (cap < 1) {
            throw new IllegalArgumentException("The cap must be at least 1, not " + cap + ".");
        }
        this.cap = cap;
    }

    /** Takes a permit, or returns false at once if none is free. */
    public boolean tryAcquire() {
        int now = taken.get();
        while (now < cap) {
            if (taken.compareAndSet(now, now + 1)) {
                return true;
            }
            now = taken.get();
        }
        return false;
    }

    /** Takes a permit even if none is free. */
    void acquireBeyond() {
        taken.incrementAndGet();
    }

    /**
     * @throws IllegalStateException if no permit is taken: one was released twice
     */
    public void release() {
        if (taken.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            throw new IllegalStateException("A permit was released that was not taken.");
        }
    }

    public int taken() {
        return taken.get();
    }

    public int free() {
        return Math.max(0, cap - taken.get());
    }

    public int cap() {
        return cap;
    }
}
