package io.handoff.task.engine;

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

    /** What one claim takes of them, all that are free when it comes to it. */
    Share share() {
        return new Share();
    }

    /** By one thread at a time. */
    final class Share {

        private int taken;

        private Share() {}

        /** Takes what is free now as well. Returns how many are taken in all. */
        int take() {
            while (free.tryAcquire()) {
                taken++;
            }
            return taken;
        }

        /** Gives back all but {@code used}; returns whether these were all, and not none. */
        boolean keep(int used) {
            free.release(taken - used);
            return used > 0 && used == taken;
        }
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
