package io.handoff.monitor;

import io.handoff.task.Task;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskState;
import io.handoff.task.Transition;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the changes of tasks on this replica since the last sample. */
@Singleton
final class TaskCounters implements TaskMeter {

    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private final AtomicLong dead = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final Histogram waited = new Histogram();
    private final Histogram ran = new Histogram();
    private final InstantSource clock;

    TaskCounters(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param retried failed attempts that will be retried
     * @param waited from the time a task was due to its start, by the buckets of {@link Histogram}
     * @param ran from the start of an attempt to its end
     */
    record Taken(
            long accepted,
            long started,
            long succeeded,
            long retried,
            long dead,
            long cancelled,
            Map<Integer, Long> waited,
            Map<Integer, Long> ran) {}

    Taken take() {
        return new Taken(
                accepted.getAndSet(0),
                started.getAndSet(0),
                succeeded.getAndSet(0),
                retried.getAndSet(0),
                dead.getAndSet(0),
                cancelled.getAndSet(0),
                waited.take(),
                ran.take());
    }

    @Override
    public void accepted(String kind, long nanos) {
        accepted.getAndIncrement();
    }

    @Override
    public void started(Task task, long waitedMillis) {
        started.getAndIncrement();
        waited.add(waitedMillis);
    }

    @Override
    public void moved(Transition transition) {
        Task before = transition.before();
        TaskState became = transition.after().state();
        boolean ran = before.state() == TaskState.RUNNING;
        if (ran && ended(became) || became == TaskState.CANCELLED) {
            of(became).getAndIncrement();
        }
        if (ran && ended(became)) {
            this.ran.add(Math.max(0, clock.millis() - before.times().startedAt()));
        }
    }

    /** Whether an attempt ended by itself; one that was requeued does not count. */
    private static boolean ended(TaskState became) {
        return became.ended() || became == TaskState.SCHEDULED;
    }

    private AtomicLong of(TaskState became) {
        return switch (became) {
            case SUCCEEDED -> succeeded;
            case SCHEDULED -> retried;
            case DEAD -> dead;
            default -> cancelled;
        };
    }
}
