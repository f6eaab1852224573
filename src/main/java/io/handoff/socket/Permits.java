package io.handoff.socket;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of permits. Never gives out one too many, whatever the threads do; the caller sees
 * to it that each permit it got is released exactly once.
 */
public final class Permits {

    private final int cap;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * @throws IllegalArgumentException when {@code cap} is below 1
     */
    public Permits(int cap) {
        if (cap < 1) {
            throw new IllegalArgumentException("a cap has to be at least 1, but is " + cap);
        }
        this.cap = cap;
    }

    /** Takes a permit, or returns false at once when none is free. */
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

    /** Takes one whether there is one or not. */
    void acquireBeyond() {
        taken.incrementAndGet();
    }

    /**
     * @throws IllegalStateException when none is taken: somebody released twice
     */
    public void release() {
        if (taken.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            throw new IllegalStateException("a permit was released that nobody had");
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
