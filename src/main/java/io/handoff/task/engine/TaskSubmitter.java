package io.handoff.task.engine;

import io.handoff.event.Ids;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.KindPolicy;
import io.handoff.task.Lifecycle;
import io.handoff.task.NewTask;
import io.handoff.task.QueueFull;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskHistory;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskState;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** Takes new tasks in: durable first, started next. */
final class TaskSubmitter {

    private final TransitionWriter transitionWriter;
    private final QueueGauge queueGauge;
    private final Dispatcher dispatcher;
    private final KindPolicy kindPolicy;
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
            KindPolicy kindPolicy,
            Ids ids,
            InstantSource clock,
            TaskMeter meter,
            Runnable offer) {
        this.offer = offer;
        this.transitionWriter = transitionWriter;
        this.queueGauge = queueGauge;
        this.dispatcher = dispatcher;
        this.kindPolicy = kindPolicy;
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
        Task task = task(wanted, state, now);
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

    private Task task(NewTask wanted, TaskState state, long now) {
        boolean running = state == TaskState.RUNNING;
        String kind = wanted.kind();
        String history =
                running
                        ? TaskHistory.line("queued", now, null)
                                + '\n'
                                + TaskHistory.line("running", now, Lifecycle.attempt(1))
                        : TaskHistory.line(state.label(), now, null);
        return new Task(
                ids.next(),
                kind,
                wanted.payload(),
                state,
                wanted.priority(),
                wanted.owner(),
                wanted.uniqueKey(),
                running ? 1 : 0,
                0,
                0,
                wanted.maxAttempts() == null ? kindPolicy.maxAttempts(kind) : wanted.maxAttempts(),
                (wanted.timeout() == null ? kindPolicy.timeout(kind) : wanted.timeout()).toMillis(),
                now,
                Math.max(now, wanted.runAt()),
                running ? now : 0,
                0,
                0,
                null,
                null,
                null,
                wanted.trace(),
                running ? 2 : 1,
                history);
    }
}
