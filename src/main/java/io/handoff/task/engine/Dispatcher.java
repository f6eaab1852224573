package io.handoff.task.engine;

import io.handoff.task.Lifecycle;
import io.handoff.task.Selection;
import io.handoff.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives slots to tasks. A new task that finds a slot free while none is queued is stored as running
 * and starts when it is durable; the rest stays in the store and is claimed as slots come free.
 * Thread-safe; never blocks.
 */
final class Dispatcher {

    private final TransitionWriter writer;
    private final Lifecycle lifecycle;
    private final QueueGauge queue;
    private final Slots slots;
    private final Executions executions;
    private final ExecutionContext context;
    private final StartBuffer startBuffer;
    private final AtomicInteger claimsWanted = new AtomicInteger();
    private volatile boolean draining;

    Dispatcher(
            ExecutionContext context,
            QueueGauge queue,
            Slots slots,
            Executions executions,
            StartBuffer startBuffer) {
        this.context = context;
        this.writer = context.writer();
        this.lifecycle = context.lifecycle();
        this.queue = queue;
        this.slots = slots;
        this.executions = executions;
        this.startBuffer = startBuffer;
    }

    /**
     * Reserves a place in the start buffer for a task that is about to be stored as running, as a
     * slot is free; to be used by {@link #begin} or given back. The slot itself is taken when the
     * task is durable: a slot that waited for the disk would be one less for work.
     */
    boolean tryReserve() {
        return !draining && queue.queued() <= 0 && slots.free() > 0 && startBuffer.tryReserve();
    }

    void releaseReservation() {
        startBuffer.release();
        wake();
    }

    /** Starts a task that is stored as running, now or as soon as a slot comes free. */
    void begin(Task task) {
        if (slots.tryAcquire()) {
            startBuffer.release();
            start(task);
        } else {
            awaitSlot(task);
        }
    }

    private void awaitSlot(Task task) {
        startBuffer.add(task, context.time().nanos());
        // A slot that came free in between found the buffer empty.
        if (slots.tryAcquire()) {
            reuseSlot();
        }
    }

    /** Starts a task that is stored as running; its slot is taken. */
    private void start(Task task) {
        TaskExecution execution = new TaskExecution(task, context);
        executions.add(execution);
        if (draining) {
            execution.stop(StopReason.DRAINING);
        }
        execution.run().thenRun(() -> released(execution));
    }

    private void released(TaskExecution execution) {
        executions.remove(execution);
        reuseSlot();
    }

    /** Gives a slot to the next task in the start buffer, or back. */
    private void reuseSlot() {
        Task task = startBuffer.poll();
        if (task != null) {
            start(task);
            return;
        }
        slots.release(1);
        wake();
    }

    /** Queues again what got no slot since {@code nanos}: "running" would be a lie. */
    void requeueWaitingSince(long nanos) {
        for (Task task = startBuffer.pollOlder(nanos);
                task != null;
                task = startBuffer.pollOlder(nanos)) {
            requeue(task);
        }
    }

    private void requeueAllWaiting() {
        for (Task task = startBuffer.pollAny(); task != null; task = startBuffer.pollAny()) {
            requeue(task);
        }
    }

    private void requeue(Task task) {
        writer.move(lifecycle.requeueWithoutSlot(task))
                .whenComplete(
                        (moved, failure) -> {
                            if (failure == null) {
                                releaseReservation();
                            } else if (!draining) {
                                // No other process knows of it: it goes on waiting here.
                                awaitSlot(task);
                            }
                        });
    }

    /** Claims queued tasks for the free slots. Cheap when there is nothing to do. */
    void wake() {
        // The first to ask claims, for all that ask meanwhile.
        if (claimsWanted.getAndIncrement() == 0) {
            claim();
        }
    }

    private void claim() {
        int seen;
        do {
            seen = claimsWanted.get();
            if (!draining && queue.queued() > 0 && slots.free() > 0) {
                claim(seen, slots.share());
                return;
            }
        } while (claimsWanted.addAndGet(-seen) > 0);
    }

    /**
     * Of a group of outcomes the first frees one slot, and gets here; by the time the store looks
     * for tasks, all have, and their slots are in the share.
     */
    private void claim(int seen, Slots.Share share) {
        long now = context.time().wallMillis();
        writer.advance(Selection.QUEUED, share::take, now, lifecycle::start)
                .whenComplete(
                        (tasks, failure) -> {
                            List<Task> claimed = failure == null ? tasks : List.of();
                            boolean all = share.keep(claimed.size());
                            claimed.forEach(this::start);
                            if (all) {
                                claimsWanted.incrementAndGet();
                            }
                            if (claimsWanted.addAndGet(-seen) > 0) {
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
        requeueAllWaiting();
        CompletableFuture<Void> quiet =
                executions
                        .whenEmpty()
                        .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
        return quiet.thenCompose(waited -> handBack(grace));
    }

    private CompletionStage<Void> handBack(Duration grace) {
        CompletableFuture<Void> stopped = executions.whenEmpty();
        executions.all().forEach(execution -> execution.stop(StopReason.DRAINING));
        return stopped.completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> executions.all().forEach(TaskExecution::abandon));
    }
}
