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

/** Caches what has to be read from the store, so that samples never wait for it. */
final class StoreProbe {

    private static final Logger LOG = Logger.getLogger(StoreProbe.class);

    /** The limit of the count of ended tasks. */
    static final int MAX_COUNTED = 10_000;

    private static final long TIMEOUT_SECONDS = 2;

    private final TaskStore store;
    private final TaskAdmin taskAdmin;
    private final LongSupplier queued;
    private volatile Ended ended = new Ended(0, 0, 0);
    private volatile long oldestQueued;
    private volatile boolean up = true;

    /**
     * @param queued the number of queued tasks, as far as is known without the store
     */
    StoreProbe(TaskStore store, TaskAdmin taskAdmin, LongSupplier queued) {
        this.store = store;
        this.taskAdmin = taskAdmin;
        this.queued = queued;
    }

    /** Reads from the store, then checks that it can write. Blocks, up to some seconds. */
    void probe() {
        try {
            ended =
                    new Ended(
                            count(TaskState.SUCCEEDED),
                            count(TaskState.DEAD),
                            count(TaskState.CANCELLED));
            oldestQueued = queued.getAsLong() == 0 ? 0 : store.backlog().oldestQueued();
            store.ping().toCompletableFuture().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
            up = true;
        } catch (CompletionException | io.handoff.store.StoreUnavailable e) {
            LOG.debugf("Cannot probe the store: %s", e.getMessage());
            up = false;
        }
    }

    private long count(TaskState state) {
        return taskAdmin.count(new TaskQuery(state, null, null, null, MAX_COUNTED));
    }

    Ended ended() {
        return ended;
    }

    /** When the oldest queued task became due, epoch milliseconds; 0 if there is none. */
    long oldestQueued() {
        return queued.getAsLong() == 0 ? 0 : oldestQueued;
    }

    boolean up() {
        return up;
    }
}
