package io.handoff.task.engine;

import io.handoff.task.Task;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Tasks on their way from the store to a slot without a claim: reserved while they are being
 * stored, then waiting, mostly for microseconds, where many became durable at once. Bounded. Times
 * are nanoseconds of the monotonic clock. Thread-safe.
 */
final class StartBuffer {

    private record Waiting(Task task, long since) {}

    private final Semaphore places;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    StartBuffer(int size) {
        this.places = new Semaphore(size);
    }

    boolean tryReserve() {
        return places.tryAcquire();
    }

    void release() {
        places.release();
    }

    /** The task keeps its place. */
    void add(Task task, long now) {
        waiting.add(new Waiting(task, now));
    }

    /** The task that has waited longest, whose place is released; or null. */
    @Nullable Task poll() {
        Waiting found = waiting.poll();
        if (found == null) {
            return null;
        }
        places.release();
        return found.task();
    }

    /** A task that has waited since {@code time} or longer, and keeps its place; or null. */
    @Nullable Task pollOlder(long time) {
        Waiting oldest = waiting.peek();
        boolean old = oldest != null && oldest.since() - time <= 0;
        return old && waiting.remove(oldest) ? oldest.task() : null;
    }

    /** Any task that waits, and keeps its place; or null. */
    @Nullable Task pollAny() {
        Waiting found = waiting.poll();
        return found == null ? null : found.task();
    }
}
