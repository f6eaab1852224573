package io.handoff.task.engine;

import io.handoff.task.Lifecycle;
import io.handoff.task.Selection;
import io.handoff.task.Task;
import io.handoff.task.TaskMeter;
import io.handoff.task.worker.RunContext;
import io.handoff.task.worker.RunState;
import io.handoff.task.worker.RunState.Stop;
import io.handoff.task.worker.TaskRun;
import io.handoff.task.worker.Workers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Gives tasks to workers, one slot each. A new task that finds a slot free and nobody waiting is
 * stored as running and starts when it is durable; the rest stays in the store and is claimed as
 * slots come free. Safe for any thread; never blocks.
 */
final class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final TransitionWriter transitionWriter;
    private final Lifecycle lifecycle;
    private final QueueGauge queueGauge;
    private final Slots slots;
    private final RunningTasks runningTasks;
    private final Workers workers;
    private final Completer completer;
    private final RunContext context;
    private final TaskMeter meter;
    private final InstantSource clock;
    private final Executor threads;
    private final StartBuffer startBuffer;
    private final AtomicInteger wanted = new AtomicInteger();
    private volatile boolean draining;

    Dispatcher(
            TransitionWriter transitionWriter,
            Lifecycle lifecycle,
            QueueGauge queueGauge,
            Slots slots,
            RunningTasks runningTasks,
            Workers workers,
            Completer completer,
            RunContext context,
            TaskMeter meter,
            Executor threads,
            int maxAhead) {
        this.transitionWriter = transitionWriter;
        this.lifecycle = lifecycle;
        this.queueGauge = queueGauge;
        this.slots = slots;
        this.runningTasks = runningTasks;
        this.workers = workers;
        this.completer = completer;
        this.context = context;
        this.meter = meter;
        this.clock = context.clock();
        this.threads = threads;
        this.startBuffer = new StartBuffer(maxAhead);
    }

    /**
     * A place for a task that is about to be stored as running, as a slot is free; to be used by
     * {@link #begin} or given back. The slot itself is taken when the task is durable: a slot that
     * waited for the disk meanwhile would be one less for work.
     */
    boolean tryReserve() {
        return !draining
                && queueGauge.queued() <= 0
                && slots.free() > 0
                && startBuffer.tryReserve();
    }

    void giveBack() {
        startBuffer.giveBack();
        wake();
    }

    /** Starts a task that is stored as running, now or as soon as a slot comes free. */
    void begin(Task task) {
        if (slots.tryAcquire()) {
            startBuffer.giveBack();
            start(task);
        } else {
            awaitSlot(task);
        }
    }

    private void awaitSlot(Task task) {
        startBuffer.add(task, clock.millis());
        // A slot that came free in between saw nobody waiting.
        if (slots.tryAcquire()) {
            next();
        }
    }

    /** Queues again what got no slot for so long that "running" would be a lie. */
    void handBackWaiting(long since) {
        for (Task task = startBuffer.pollOlder(since);
                task != null;
                task = startBuffer.pollOlder(since)) {
            handBackWaiting(task);
        }
    }

    private void handBackWaiting(Task task) {
        transitionWriter
                .move(lifecycle.requeueWithoutSlot(task))
                .whenComplete(
                        (moved, failure) -> {
                            if (failure == null) {
                                giveBack();
                            } else if (!draining) {
                                // Nobody else knows of it: it goes on waiting.
                                awaitSlot(task);
                            }
                        });
    }

    /** Gives a slot to who waits for one, or back. */
    private void next() {
        Task task = startBuffer.poll();
        if (task != null) {
            start(task);
            return;
        }
        slots.release(1);
        wake();
    }

    /** Starts a task that is stored as running; its slot is taken. */
    private void start(Task task) {
        long now = clock.millis();
        TaskRun run = new TaskRun(context, new RunState(task, now));
        runningTasks.add(run);
        meter.started(task, Math.max(0, now - task.times().runAt()));
        if (draining) {
            run.state().stop(Stop.DRAINING);
        }
        try {
            workers.fire(run, worker -> threads.execute(() -> run.state().on(worker)))
                    .whenComplete((result, failure) -> ended(run, failure));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Task %s could not be started", task.id());
            ended(run, e);
        }
    }

    private void ended(TaskRun run, Throwable failure) {
        completer.ended(
                run,
                failure,
                () -> {
                    runningTasks.remove(run);
                    next();
                });
    }

    /** Claims queued tasks for the free slots. Cheap when there is nothing to do. */
    void wake() {
        // Whoever finds nobody claiming does it, for all who ask meanwhile.
        if (wanted.getAndIncrement() == 0) {
            claim();
        }
    }

    private void claim() {
        int seen;
        do {
            seen = wanted.get();
            if (!draining && queueGauge.queued() > 0 && slots.free() > 0) {
                claim(seen, slots.share());
                return;
            }
        } while (wanted.addAndGet(-seen) > 0);
    }

    /**
     * Of a group of outcomes the first frees one slot, and gets here; by the time the store looks
     * for tasks, all have, and their slots are in the share.
     */
    private void claim(int seen, Slots.Share share) {
        transitionWriter
                .advance(Selection.QUEUED, share::take, clock.millis(), lifecycle::start)
                .whenComplete(
                        (tasks, failure) -> {
                            List<Task> claimed = failure == null ? tasks : List.of();
                            boolean all = share.keep(claimed.size());
                            claimed.forEach(this::start);
                            if (all) {
                                wanted.incrementAndGet();
                            }
                            if (wanted.addAndGet(-seen) > 0) {
                                claim();
                            }
                        });
    }

    /** Starts nothing more. */
    void stopClaiming() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }

    /**
     * Waits for what runs, then asks the rest to stop and hands it back.
     *
     * @return completes when nothing runs here any more, or {@code grace} after the rest was asked
     */
    CompletionStage<Void> drain(Duration patience, Duration grace) {
        stopClaiming();
        handBackWaiting(Long.MAX_VALUE);
        CompletableFuture<Void> quiet =
                runningTasks
                        .whenEmpty()
                        .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
        return quiet.thenCompose(waited -> handBack(grace));
    }

    private CompletionStage<Void> handBack(Duration grace) {
        CompletableFuture<Void> stopped = runningTasks.whenEmpty();
        runningTasks.all().forEach(run -> run.state().stop(Stop.DRAINING));
        return stopped.completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> runningTasks.all().forEach(completer::abandon));
    }
}
