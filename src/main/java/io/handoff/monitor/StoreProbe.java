package io.handoff.monitor;

import io.handoff.monitor.Sample.Ended;
import io.handoff.task.TaskAdmin;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskState;
import io.handoff.task.TaskStore;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** What only the store knows, looked up every now and then so that samples never wait for it. */
final class StoreProbe {

    private static final Logger LOG = Logger.getLogger(StoreProbe.class);

    /** Up to here ended tasks are counted. */
    static final int MOST = 10_000;

    private static final long PATIENCE_SECONDS = 2;

    private final TaskStore store;
    private final TaskAdmin taskAdmin;
    private final LongSupplier queued;
    private volatile Ended ended = new Ended(0, 0, 0);
    private volatile long oldestQueued;
    private volatile boolean up = true;

    /**
     * @param queued how many wait, as far as we know without a look
     */
    StoreProbe(TaskStore store, TaskAdmin taskAdmin, LongSupplier queued) {
        this.store = store;
        this.taskAdmin = taskAdmin;
        this.queued = queued;
    }

    /** Blocks, up to some seconds where the store has trouble. Ends with whether it writes. */
    void look() {
        try {
            ended =
                    new Ended(
                            count(TaskState.SUCCEEDED),
                            count(TaskState.DEAD),
                            count(TaskState.CANCELLED));
            oldestQueued = queued.getAsLong() == 0 ? 0 : store.backlog().oldestQueued();
            store.ping().toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            up = true;
        } catch (CompletionException | io.handoff.store.StoreUnavailable e) {
            LOG.debugf("The store can't be looked at now: %s", e.getMessage());
            up = false;
        }
    }

    private long count(TaskState state) {
        return taskAdmin.count(new TaskQuery(state, null, null, null, MOST));
    }

    Ended ended() {
        return ended;
    }

    /** When the longest waiting queued task became due, epoch milliseconds; 0 if none waits. */
    long oldestQueued() {
        return queued.getAsLong() == 0 ? 0 : oldestQueued;
    }

    boolean up() {
        return up;
    }
}
