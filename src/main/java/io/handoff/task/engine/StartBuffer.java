package io.handoff.task.engine;

import io.handoff.task.Task;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Tasks on their way from the store to a slot without a claim: reserved while they are being
 * stored, then waiting, mostly for microseconds, where many became durable at once. Bounded.
 */
final class StartBuffer {

    private record Waiting(Task task, long since) {}

    private final Semaphore places;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    StartBuffer(int maxAhead) {
        this.places = new Semaphore(maxAhead);
    }

    boolean tryReserve() {
        return places.tryAcquire();
    }

    void giveBack() {
        places.release();
    }

    /** The task keeps its place. */
    void add(Task task, long now) {
        waiting.add(new Waiting(task, now));
    }

    /** The longest waiting task, which leaves its place, or null. */
    Task poll() {
        Waiting found = waiting.poll();
        if (found == null) {
            return null;
        }
        places.release();
        return found.task();
    }

    /** A task that has waited since {@code time} or longer, and keeps its place; or null. */
    Task pollOlder(long time) {
        Waiting oldest = waiting.peek();
        boolean old = oldest != null && oldest.since() <= time;
        return old && waiting.remove(oldest) ? oldest.task() : null;
    }
}
