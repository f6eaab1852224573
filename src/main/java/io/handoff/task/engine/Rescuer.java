package io.handoff.task.engine;

import io.handoff.store.StoreUnavailable;
import io.handoff.task.Lifecycle;
import io.handoff.task.Nodes;
import io.handoff.task.Selection;
import io.handoff.task.Task;
import io.handoff.task.TaskStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * This process as one of those that work on the store: renews its lease, takes over from those that
 * let theirs run out, and looks once a second at what the others have left to do. Where the store
 * is ours alone there is nothing to do but at the start.
 *
 * <p>Being taken for gone while alive (stopped for a while, cut off from the database) is harmless:
 * late outcomes are refused by state and attempt, and with the next renewal all goes on.
 */
final class Rescuer {

    private static final Logger LOG = Logger.getLogger(Rescuer.class);
    private static final int BATCH = 500;
    private static final int LOOKED_UP = 100;
    private static final long SWEEP_MILLIS = 5_000;
    private static final long LOOK_MILLIS = 1_000;

    private final Nodes nodes;
    private final TaskStore store;
    private final TransitionWriter transitionWriter;
    private final Lifecycle lifecycle;
    private final QueueGauge queueGauge;
    private final Dispatcher dispatcher;
    private final CompletionWaiters completionWaiters;
    private final Executor readers;
    private final Duration lease;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long lostAt;
    private volatile boolean lost;

    /**
     * @param readers where to ask the store questions, which blocks
     * @param lease how long this process is taken for alive after each renewal
     */
    Rescuer(
            Nodes nodes,
            TaskStore store,
            TransitionWriter transitionWriter,
            Lifecycle lifecycle,
            QueueGauge queueGauge,
            Dispatcher dispatcher,
            CompletionWaiters completionWaiters,
            Executor readers,
            Duration lease) {
        this.nodes = nodes;
        this.store = store;
        this.transitionWriter = transitionWriter;
        this.lifecycle = lifecycle;
        this.queueGauge = queueGauge;
        this.dispatcher = dispatcher;
        this.completionWaiters = completionWaiters;
        this.readers = readers;
        this.lease = lease;
    }

    /**
     * At the start: takes the lease, then whatever ran on nodes that are gone. Blocks.
     *
     * @throws StoreUnavailable if the store can't take that
     */
    void join() {
        try {
            nodes.renew(lease).toCompletableFuture().join();
            queueGauge.reset(store.backlog());
            while (!takeOver().toCompletableFuture().join().isEmpty()) {
                // There may be more.
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailable known ? known : e;
        }
        dispatcher.wake();
    }

    /** Goes on doing what {@link #join} began, if others share the store. */
    void start(ScheduledExecutorService timer) {
        if (nodes.shared()) {
            every(lease.toMillis() / 3, this::renew, timer);
            every(SWEEP_MILLIS, this::sweep, timer);
            every(LOOK_MILLIS, this::look, timer);
        }
    }

    private static void every(long millis, Runnable job, ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        job.run();
                    } catch (RuntimeException e) {
                        LOG.errorf(e, "Keeping up with the other replicas stumbled");
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Extends the lease; never blocks.
     *
     * @return whether that was written
     */
    CompletionStage<Boolean> renew() {
        return nodes.renew(lease)
                .handle(
                        (held, failure) -> {
                            if (failure == null && !held) {
                                lost();
                            }
                            return failure == null;
                        });
    }

    private void lost() {
        LOG.warn(
                "This node was silent for longer than its lease (handoff.tasks.lease): other"
                        + " replicas may have taken over the tasks that ran here");
        lostAt = System.nanoTime();
        lost = true;
    }

    /**
     * Takes over from nodes whose lease has run out; never blocks. Not for the length of a lease
     * after our own did: if it was the database that was away, all have been silent, and need time
     * to say that they are there. So we renew first, which tells how it is with our own.
     */
    void sweep() {
        if (!dispatcher.draining()) {
            renew().thenAccept(
                            written -> {
                                if (written && !justLost()) {
                                    lost = false;
                                    takeOverFromTheGone();
                                }
                            });
        }
    }

    private boolean justLost() {
        return lost && System.nanoTime() - lostAt < lease.toNanos();
    }

    private void takeOverFromTheGone() {
        takeOver()
                .thenAccept(
                        tasks -> {
                            if (!tasks.isEmpty()) {
                                LOG.warnf(
                                        "Took over %d tasks of nodes that are gone", tasks.size());
                                dispatcher.wake();
                            }
                        });
    }

    private CompletionStage<List<Task>> takeOver() {
        return transitionWriter.advance(Selection.ORPHANED, () -> BATCH, 0, lifecycle::orphaned);
    }

    /** Looks soon what the others have left to do; never blocks. */
    void look() {
        if (looking.compareAndSet(false, true)) {
            CompletableFuture.runAsync(this::lookNow, readers)
                    .whenComplete((done, failure) -> looking.set(false));
        }
    }

    /** What waits, whoever accepted it; what ended, whoever ran it. Blocks. */
    void lookNow() {
        QueueGauge.Waiting before = queueGauge.now();
        queueGauge.correct(before, store.backlog());
        dispatcher.wake();
        for (String id : completionWaiters.awaited(LOOKED_UP)) {
            store.find(id)
                    .filter(task -> task.state().ended())
                    .ifPresent(completionWaiters::complete);
        }
    }
}
