package io.handoff.task.engine;

import io.handoff.task.Backlog;
import io.handoff.task.TaskState;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * How many tasks wait, counted as they come and go, without reading the store.
 *
 * <p>On a store of one process, the counts and the limit are exact. Where replicas share it, each
 * counts what it does itself, and {@link #correct}s that once a second by what the store says:
 * exact but for what others did in that second, up to some thousands of tasks; above that an
 * estimate, of which the store's adapter says how good it is. So a limit may be exceeded, or
 * missed, by what all replicas accept in a second; and a queued task may wait for up to a second
 * while another replica has slots free. No task is lost or run twice by it: claims ask the store.
 */
final class QueueGauge {

    private final long limit;
    private final BooleanSupplier refuse;
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong scheduled = new AtomicLong();

    QueueGauge(long limit) {
        this(limit, () -> true);
    }

    /**
     * @param refuse whether the limit is enforced; asked when it is reached
     */
    QueueGauge(long limit, BooleanSupplier refuse) {
        this.limit = limit;
        this.refuse = refuse;
    }

    /** Starts from what the store holds. */
    void reset(Backlog backlog) {
        queued.set(backlog.queued());
        scheduled.set(backlog.scheduled());
    }

    /** What is counted at one moment. */
    record Waiting(long queued, long scheduled) {}

    Waiting now() {
        return new Waiting(queued.get(), scheduled.get());
    }

    /**
     * Takes over what the store holds, on a store with others.
     *
     * @param before the counts before the store was asked: what is counted meanwhile is kept
     */
    void correct(Waiting before, Backlog backlog) {
        queued.addAndGet(backlog.queued() - before.queued());
        scheduled.addAndGet(backlog.scheduled() - before.scheduled());
    }

    /**
     * Counts one more task in {@code state}; false, and not counted, where the limit is reached.
     */
    boolean tryEnter(TaskState state) {
        if (!state.waiting()) {
            return true;
        }
        // Counts first and checks then: of two concurrent callers, at least one sees the other.
        changed(state, 1);
        if (waiting() > limit && refuse.getAsBoolean()) {
            changed(state, -1);
            return false;
        }
        return true;
    }

    void leave(TaskState state) {
        changed(state, -1);
    }

    void moved(TaskState from, TaskState to) {
        // In this order: a task on its way must not leave room for one too many.
        changed(to, 1);
        changed(from, -1);
    }

    long queued() {
        return queued.get();
    }

    long scheduled() {
        return scheduled.get();
    }

    long waiting() {
        return queued.get() + scheduled.get();
    }

    long limit() {
        return limit;
    }

    private void changed(TaskState state, int by) {
        if (state == TaskState.QUEUED) {
            queued.addAndGet(by);
        } else if (state == TaskState.SCHEDULED) {
            scheduled.addAndGet(by);
        }
    }
}
