package io.handoff.task.engine;

import io.handoff.event.Ids;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads from a shared store what other replicas changed: how much waits, and which of the tasks
 * that callers here wait for have ended. Signals over the bus make it quick; this makes it certain.
 */
final class BacklogPoller {

    private static final int MOST_AWAITED = 100;

    private final TaskStore store;
    private final QueueGauge queue;
    private final Dispatcher dispatcher;
    private final CompletionWaiters waiters;
    private final Ids ids;
    private final Executor readers;
    private final AtomicBoolean polling = new AtomicBoolean();

    /**
     * @param readers where reads of the store may block
     */
    BacklogPoller(
            TaskStore store,
            QueueGauge queue,
            Dispatcher dispatcher,
            CompletionWaiters waiters,
            Ids ids,
            Executor readers) {
        this.store = store;
        this.queue = queue;
        this.dispatcher = dispatcher;
        this.waiters = waiters;
        this.ids = ids;
        this.readers = readers;
    }

    /** At the start: counts from what the store holds, and continues its ids. Blocks. */
    void reset() {
        continueIds();
        queue.reset(store.backlog());
    }

    /**
     * Ids made here sort after all that the store has. A cursor or a bulk action would miss tasks
     * otherwise, after a clock that was ahead was set back.
     */
    private void continueIds() {
        store.list(new TaskQuery(null, null, null, null, 1))
                .forEach(task -> ids.continueAfter(task.id()));
    }

    /** Polls soon, unless a poll is under way; never blocks. */
    void poll() {
        if (polling.compareAndSet(false, true)) {
            CompletableFuture.runAsync(this::pollNow, readers)
                    .whenComplete((done, failure) -> polling.set(false));
        }
    }

    /** Blocks. */
    void pollNow() {
        continueIds();
        QueueGauge.Waiting before = queue.now();
        queue.correct(before, store.backlog());
        dispatcher.wake();
        for (String id : waiters.awaited(MOST_AWAITED)) {
            store.find(id).filter(task -> task.state().ended()).ifPresent(waiters::complete);
        }
    }
}
