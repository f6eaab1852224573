package io.handoff.task.engine;

import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.NewTask;
import io.handoff.task.QueueFull;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.util.concurrent.CompletionStage;

/** Accepts new tasks: durable first, started next. Thread-safe; never blocks. */
final class TaskSubmitter {

    private final ExecutionContext context;
    private final QueueGauge queue;
    private final Dispatcher dispatcher;
    private final Runnable onQueued;

    /**
     * @param onQueued runs when a task was queued, as no slot was free here
     */
    TaskSubmitter(
            ExecutionContext context, QueueGauge queue, Dispatcher dispatcher, Runnable onQueued) {
        this.context = context;
        this.queue = queue;
        this.dispatcher = dispatcher;
        this.onQueued = onQueued;
    }

    /**
     * Completes when the task is on stable storage.
     *
     * @throws QueueFull if as many wait as may
     */
    CompletionStage<Accepted> submit(NewTask wanted) {
        Time time = context.time();
        long now = time.wallMillis();
        boolean later = wanted.runAt() > now;
        boolean reserved = !later && dispatcher.tryReserve();
        TaskState state = first(later, reserved);
        if (!queue.tryEnter(state)) {
            throw new QueueFull(queue.limit());
        }
        Task task = context.lifecycle().create(time.ids().next(), wanted, state, now);
        long since = time.nanos();
        return context.writer()
                .accept(new Submission(task, wanted.once()))
                .whenComplete(
                        (accepted, failure) -> {
                            boolean created = failure == null && accepted.how() == How.CREATED;
                            if (created) {
                                context.meter().accepted(task.kind(), time.nanos() - since);
                            }
                            dispatch(task, reserved, created);
                        });
    }

    private void dispatch(Task task, boolean reserved, boolean created) {
        if (reserved && created) {
            dispatcher.begin(task);
        } else if (reserved) {
            dispatcher.releaseReservation();
        } else if (created) {
            dispatcher.wake();
            if (task.state() == TaskState.QUEUED) {
                onQueued.run();
            }
        }
    }

    private static TaskState first(boolean later, boolean reserved) {
        if (later) {
            return TaskState.SCHEDULED;
        }
        return reserved ? TaskState.RUNNING : TaskState.QUEUED;
    }
}
