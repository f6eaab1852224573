package io.handoff.task.engine;

import io.handoff.event.Ids;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Lifecycle;
import io.handoff.task.NewTask;
import io.handoff.task.QueueFull;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskState;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** Takes new tasks in: durable first, started next. */
final class TaskSubmitter {

    private final TransitionWriter transitionWriter;
    private final QueueGauge queueGauge;
    private final Dispatcher dispatcher;
    private final Lifecycle lifecycle;
    private final Ids ids;
    private final InstantSource clock;
    private final TaskMeter meter;
    private final Runnable offer;

    /**
     * @param offer runs when a task was queued, as no slot was free here
     */
    TaskSubmitter(
            TransitionWriter transitionWriter,
            QueueGauge queueGauge,
            Dispatcher dispatcher,
            Lifecycle lifecycle,
            Ids ids,
            InstantSource clock,
            TaskMeter meter,
            Runnable offer) {
        this.offer = offer;
        this.transitionWriter = transitionWriter;
        this.queueGauge = queueGauge;
        this.dispatcher = dispatcher;
        this.lifecycle = lifecycle;
        this.ids = ids;
        this.clock = clock;
        this.meter = meter;
    }

    /**
     * Completes when the task is on stable storage.
     *
     * @throws QueueFull if as many wait as may
     */
    CompletionStage<Accepted> submit(NewTask wanted) {
        long now = clock.millis();
        boolean later = wanted.runAt() > now;
        boolean reserved = !later && dispatcher.tryReserve();
        TaskState state = first(later, reserved);
        if (!queueGauge.tryEnter(state)) {
            throw new QueueFull(queueGauge.limit());
        }
        Task task = lifecycle.create(ids.next(), wanted, state, now);
        long since = System.nanoTime();
        return transitionWriter
                .accept(new Submission(task, wanted.once()))
                .whenComplete(
                        (accepted, failure) -> {
                            boolean created = failure == null && accepted.how() == How.CREATED;
                            if (created) {
                                meter.accepted(task.kind(), System.nanoTime() - since);
                            }
                            go(task, reserved, created);
                        });
    }

    private void go(Task task, boolean reserved, boolean created) {
        if (reserved && created) {
            dispatcher.begin(task);
        } else if (reserved) {
            dispatcher.giveBack();
        } else if (created) {
            dispatcher.wake();
            if (task.state() == TaskState.QUEUED) {
                offer.run();
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
