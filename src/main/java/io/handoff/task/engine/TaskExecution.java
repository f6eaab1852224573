package io.handoff.task.engine;

import io.handoff.event.Channels;
import io.handoff.event.Conditions;
import io.handoff.event.NewEvent;
import io.handoff.task.Progress;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.TraceContext;
import io.handoff.task.Transition;
import io.handoff.task.worker.Attempt;
import io.handoff.task.worker.PermanentFailure;
import io.handoff.task.worker.ProgressTracker;
import io.handoff.task.worker.TaskRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a task that is stored as running: start, run, outcome, store, release.
 *
 * <pre>
 * {@link #run} ─► worker returns or throws ─► outcome ─► stored (tried again until it is) ─► released
 *                 {@link #abandon}: the outcome is stored before the worker returns
 * </pre>
 *
 * <p>An outcome that the store can't take now keeps its slot and is tried again: work that was done
 * is not done twice because a disk was full. Thread-safe.
 */
final class TaskExecution implements Attempt {

    private static final Logger LOG = Logger.getLogger(TaskExecution.class);
    private static final long STORE_RETRY_MILLIS = 500;
    private static final long STORE_PROGRESS_MILLIS = 1_000;

    private final ExecutionContext context;
    private final @Nullable TraceContext trace;
    private final long startedNanos;
    private final ProgressTracker progress = new ProgressTracker();
    private final List<NewEvent> newEvents = new ArrayList<>();
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    private volatile Task task;
    private @Nullable String result;
    private @Nullable Thread thread;
    private @Nullable StopReason stopReason;
    private boolean outcomeTaken;
    private CompletableFuture<?> progressWrite = CompletableFuture.completedFuture(null);

    TaskExecution(Task task, ExecutionContext context) {
        this.task = task;
        this.context = context;
        this.startedNanos = context.time().nanos();
        this.trace = TraceContext.continuing(task.options().trace());
    }

    // --- start ---

    /**
     * Starts the worker on a thread of the engine.
     *
     * @return completes when the worker has ended and the outcome is stored or refused: the slot is
     *     free
     */
    CompletionStage<Void> run() {
        long due = task.times().runAt();
        context.meter().started(task, Math.max(0, context.time().wallMillis() - due));
        ExecutionContext.Results results = context.results();
        TaskRun run = new TaskRun(this, results.json(), results.maxResult());
        try {
            context.workers()
                    .fire(run, worker -> context.threads().execute(() -> runWorker(worker)))
                    .whenComplete(
                            (nothing, failure) ->
                                    workerEnded(failure == null ? null : cause(failure)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Task %s could not be started", id());
            workerEnded(e);
        }
        return released;
    }

    // --- run ---

    /** With the task in the log's context, and interruptible by {@link #stop}. */
    private void runWorker(Runnable worker) {
        MDC.put("taskId", id());
        if (trace != null) {
            MDC.put("traceId", trace.traceId());
            MDC.put("spanId", trace.spanId());
        }
        occupy(Thread.currentThread());
        try {
            worker.run();
        } finally {
            occupy(null);
            // An interrupt meant for this task must not hit the next one on the thread.
            Thread.interrupted();
            MDC.remove("taskId");
            MDC.remove("traceId");
            MDC.remove("spanId");
        }
    }

    private synchronized void occupy(@Nullable Thread current) {
        thread = current;
        if (current != null && stopReason != null) {
            current.interrupt();
        }
    }

    /** Asks the attempt to end; the first reason counts. */
    synchronized void stop(StopReason reason) {
        if (stopReason == null) {
            stopReason = reason;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Interrupts an attempt that is over its timeout, and abandons one that goes on after it. */
    void enforceTimeout(long graceMillis) {
        long over = context.time().millisSince(startedNanos) - task.options().timeoutMillis();
        if (over >= 0) {
            stop(StopReason.TIMED_OUT);
        }
        if (over >= graceMillis) {
            abandon();
        }
    }

    /** Stores what the worker reported if that is due; else publishes it as an ephemeral event. */
    void publishProgress() {
        long now = TimeUnit.NANOSECONDS.toMillis(context.time().nanos());
        if (progress.due(now, STORE_PROGRESS_MILLIS)) {
            storeProgress(now);
            return;
        }
        Progress unpublished = progress.takeUnpublished();
        if (unpublished != null) {
            context.writer().publishProgress(task, unpublished);
        }
    }

    private synchronized void storeProgress(long now) {
        if (outcomeTaken || !progressWrite.isDone()) {
            return;
        }
        Progress reported = progress.takeUnstored(now);
        if (reported == null) {
            return;
        }
        Transition transition = context.lifecycle().progress(task, reported);
        progressWrite =
                context.writer()
                        .move(transition)
                        .handle((made, failure) -> progressStored(transition, made, failure))
                        .toCompletableFuture();
    }

    private @Nullable Void progressStored(
            Transition transition, @Nullable Boolean made, @Nullable Throwable failure) {
        if (failure != null || made == null) {
            progress.storeFailed();
        } else if (made) {
            task = transition.after();
        } else {
            // Only this attempt may change its task: it runs elsewhere, or was cancelled there.
            stop(StopReason.FENCED);
        }
        return null;
    }

    // --- outcome ---

    private void workerEnded(@Nullable Throwable failure) {
        if (!storeOutcome(() -> outcome(failure), released)) {
            released.complete(null);
        }
    }

    /** The worker goes on although it was interrupted: its attempt has failed all the same. */
    void abandon() {
        if (storeOutcome(() -> interrupted(), new CompletableFuture<>())) {
            LOG.warnf(
                    "Task %s ignores its interrupt; it keeps its slot until its worker ends", id());
        }
    }

    private Transition outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return afterProgress(
                    current -> context.lifecycle().succeed(current, result).withEvents(newEvents));
        }
        if (stopReason() != null) {
            return interrupted();
        }
        LOG.debugf(failure, "Attempt %d of task %s failed", task.attempts().number(), id());
        String error = describe(failure);
        return afterProgress(
                current ->
                        failure instanceof PermanentFailure
                                ? context.lifecycle().die(current, error)
                                : context.lifecycle().fail(current, error));
    }

    private Transition interrupted() {
        StopReason reason;
        synchronized (this) {
            reason = stopReason;
        }
        return afterProgress(
                current ->
                        switch (reason) {
                            case CANCELLED -> context.lifecycle().cancel(current);
                            // A fenced one will be refused, whatever it says.
                            case DRAINING, FENCED -> context.lifecycle().handBack(current);
                            case TIMED_OUT ->
                                    context.lifecycle()
                                            .fail(
                                                    current,
                                                    "took longer than "
                                                            + task.options().timeoutMillis()
                                                            + " ms");
                        });
    }

    /** The last progress goes before the end, in the same commit. */
    private Transition afterProgress(Function<Task, Transition> end) {
        Progress last =
                progress.takeUnstored(TimeUnit.NANOSECONDS.toMillis(context.time().nanos()));
        if (last == null) {
            return end.apply(task);
        }
        Transition transition = context.lifecycle().progress(task, last);
        return transition.then(end.apply(transition.after()));
    }

    // --- store ---

    /**
     * Stores the outcome, unless one is stored or on its way already.
     *
     * @param outcome asked when no progress is on its way to the store any more
     * @param stored completed when the store has taken or refused it
     * @return whether this was the first
     */
    private boolean storeOutcome(Supplier<Transition> outcome, CompletableFuture<Void> stored) {
        CompletableFuture<?> before;
        synchronized (this) {
            if (outcomeTaken) {
                return false;
            }
            outcomeTaken = true;
            before = progressWrite;
        }
        before.whenComplete((done, failure) -> store(outcome.get(), stored));
        return true;
    }

    private void store(Transition outcome, CompletableFuture<Void> stored) {
        context.writer()
                .move(outcome)
                .whenComplete(
                        (made, failure) -> {
                            if (failure == null) {
                                report(outcome, made);
                                stored.complete(null);
                            } else {
                                storeLater(outcome, stored, cause(failure));
                            }
                        });
    }

    private void storeLater(Transition outcome, CompletableFuture<Void> stored, Throwable why) {
        LOG.warnf("The outcome of task %s waits for the store: %s", id(), why.getMessage());
        context.timer()
                .schedule(() -> store(outcome, stored), STORE_RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void report(Transition outcome, boolean made) {
        if (!made) {
            context.meter().refused(outcome.before().kind());
            LOG.warnf("A late outcome of task %s was refused", id());
            return;
        }
        Task after = outcome.after();
        context.meter().finished(after, context.time().millisSince(startedNanos));
        if (after.state() == TaskState.DEAD) {
            LOG.warnf(
                    "Task %s (%s) is dead after attempt %d: %s",
                    after.id(), after.kind(), after.attempts().number(), after.outcome().error());
        }
    }

    private static String describe(Throwable failure) {
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

    // --- what the worker sees ---

    String id() {
        return task.id();
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public @Nullable String traceparent() {
        return trace == null ? null : trace.header();
    }

    @Override
    public synchronized @Nullable String stopReason() {
        return stopReason == null ? null : stopReason.text();
    }

    @Override
    public void progress(Progress reported) {
        progress.report(reported);
    }

    @Override
    public void result(String json) {
        result = json;
    }

    @Override
    public void tellUser(String user, String type, Conditions conditions, String json) {
        newEvents.add(
                new NewEvent(
                        Channels.USER + user,
                        context.time().ids().next(),
                        type,
                        context.time().wallMillis(),
                        null,
                        conditions,
                        json));
    }
}
