package io.handoff.task;

import java.util.concurrent.Semaphore;

/** Permits to run a task on this node. */
final class Slots {

    private final int size;
    private final Semaphore free;

    Slots(int size) {
        this.size = size;
        this.free = new Semaphore(size);
    }

    boolean tryAcquire() {
        return free.tryAcquire();
    }

    /** Takes as many as are free, {@code wanted} at most. */
    int tryAcquireUpTo(int wanted) {
        int taken = 0;
        while (taken < wanted && free.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    void release(int permits) {
        free.release(permits);
    }

    int free() {
        return free.availablePermits();
    }

    int size() {
        return size;
    }

    int busy() {
        return size - free.availablePermits();
    }
}
