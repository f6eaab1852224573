package io.handoff.task;

import io.handoff.store.Accepted;
import io.handoff.store.Accepted.How;
import io.handoff.store.History;
import io.handoff.store.Ids;
import io.handoff.store.Submission;
import io.handoff.store.Task;
import io.handoff.store.TaskState;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/** Takes new tasks in: durable first, started next. */
final class Intake {

    private final Ledger ledger;
    private final Load load;
    private final Dispatcher dispatcher;
    private final Rules rules;
    private final Ids ids;
    private final InstantSource clock;
    private final TaskMeter meter;
    private final Runnable offer;

    /**
     * @param offer runs when a task was queued, as no slot was free here
     */
    Intake(
            Ledger ledger,
            Load load,
            Dispatcher dispatcher,
            Rules rules,
            Ids ids,
            InstantSource clock,
            TaskMeter meter,
            Runnable offer) {
        this.offer = offer;
        this.ledger = ledger;
        this.load = load;
        this.dispatcher = dispatcher;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
        this.meter = meter;
    }

    /**
     * Completes when the task is on stable storage.
     *
     * @throws QueueFull if as many wait as may
     */
    CompletionStage<Accepted> accept(NewTask wanted) {
        long now = clock.millis();
        boolean later = wanted.runAt() > now;
        boolean reserved = !later && dispatcher.tryReserve();
        TaskState state = first(later, reserved);
        if (!load.tryEnter(state)) {
            throw new QueueFull(load.limit());
        }
        Task task = task(wanted, state, now);
        long since = System.nanoTime();
        return ledger.accept(new Submission(task, wanted.once()))
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
                        ? History.line("queued", now, null)
                                + '\n'
                                + History.line("running", now, Lifecycle.attempt(1))
                        : History.line(state.label(), now, null);
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
                wanted.maxAttempts() == null ? rules.maxAttempts(kind) : wanted.maxAttempts(),
                (wanted.timeout() == null ? rules.timeout(kind) : wanted.timeout()).toMillis(),
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
