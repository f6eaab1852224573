package io.handoff.task.engine;

import io.handoff.task.Lifecycle;
import io.handoff.task.Progress;
import io.handoff.task.Task;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskState;
import io.handoff.task.Transition;
import io.handoff.task.worker.PermanentFailure;
import io.handoff.task.worker.RunState.Stop;
import io.handoff.task.worker.TaskRun;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Writes how attempts ended. An outcome that the store can't take now keeps its slot and is tried
 * again until it is written: work that was done is not done twice because a disk was full.
 */
final class Completer {

    private static final Logger LOG = Logger.getLogger(Completer.class);
    private static final long RETRY_MILLIS = 500;

    private final TransitionWriter transitionWriter;
    private final Lifecycle lifecycle;
    private final TaskMeter meter;
    private final InstantSource clock;
    private final ScheduledExecutorService timer;

    Completer(
            TransitionWriter transitionWriter,
            Lifecycle lifecycle,
            TaskMeter meter,
            InstantSource clock,
            ScheduledExecutorService timer) {
        this.transitionWriter = transitionWriter;
        this.lifecycle = lifecycle;
        this.meter = meter;
        this.clock = clock;
        this.timer = timer;
    }

    /** The worker returned or threw; {@code then} runs once that is written. */
    void ended(TaskRun run, Throwable failure, Runnable then) {
        if (!run.state().takeOutcome(() -> write(run, outcome(run, cause(failure)), then))) {
            then.run();
        }
    }

    /** The worker goes on although it was interrupted: its attempt has failed all the same. */
    void abandon(TaskRun run) {
        if (run.state().takeOutcome(() -> write(run, givenUp(run), () -> {}))) {
            LOG.warnf(
                    "Task %s ignores its interrupt; its slot stays taken until it ends", run.id());
        }
    }

    private Transition outcome(TaskRun run, Throwable failure) {
        return afterProgress(run, task -> outcome(run, task, failure));
    }

    private Transition givenUp(TaskRun run) {
        return afterProgress(run, task -> interrupted(task, run.state().stopping()));
    }

    /** What the worker said last of its progress goes before the end, in the same commit. */
    private Transition afterProgress(TaskRun run, Function<Task, Transition> outcome) {
        Task task = run.state().task();
        Progress last = run.state().progressTracker().takeUnstored(clock.millis());
        if (last == null) {
            return outcome.apply(task);
        }
        Transition progress = lifecycle.progress(task, last);
        return progress.then(outcome.apply(progress.after()));
    }

    private Transition outcome(TaskRun run, Task task, Throwable failure) {
        if (failure == null) {
            return lifecycle.succeed(task, run.resultJson()).withEvents(run.newEvents());
        }
        if (run.state().stopping() != Stop.NONE) {
            return interrupted(task, run.state().stopping());
        }
        LOG.debugf(failure, "Attempt %d of task %s failed", task.attempts().number(), task.id());
        return failure instanceof PermanentFailure
                ? lifecycle.die(task, described(failure))
                : lifecycle.fail(task, described(failure));
    }

    private Transition interrupted(Task task, Stop reason) {
        return switch (reason) {
            case CANCELLED -> lifecycle.cancel(task);
            // Of what was taken this will be refused.
            case DRAINING, TAKEN -> lifecycle.handBack(task);
            case TIMED_OUT, NONE ->
                    lifecycle.fail(
                            task, "took longer than " + task.options().timeoutMillis() + " ms");
        };
    }

    private void write(TaskRun run, Transition outcome, Runnable then) {
        transitionWriter
                .move(outcome)
                .whenComplete(
                        (moved, failure) -> {
                            if (failure != null) {
                                LOG.warnf(
                                        "The outcome of task %s waits for the store: %s",
                                        run.id(), cause(failure).getMessage());
                                later(() -> write(run, outcome, then));
                                return;
                            }
                            count(outcome, moved);
                            then.run();
                        });
    }

    private void later(Runnable again) {
        timer.schedule(again, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void count(Transition outcome, boolean moved) {
        if (moved) {
            Task after = outcome.after();
            meter.finished(after, clock.millis() - outcome.before().times().startedAt());
            if (after.state() == TaskState.DEAD) {
                LOG.warnf(
                        "Task %s (%s) is dead after attempt %d: %s",
                        after.id(),
                        after.kind(),
                        after.attempts().number(),
                        after.outcome().error());
            }
        } else {
            meter.refused(outcome.before().kind());
            LOG.warnf("A late outcome of task %s was refused", outcome.before().id());
        }
    }

    private static String described(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getName()
                : failure.getClass().getSimpleName() + ": " + message;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
