package io.handoff.task.engine;

import io.handoff.store.StoreUnavailable;
import io.handoff.task.Nodes;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Renews the lease of this node, and knows whether it had run out. Never blocks.
 *
 * <p>If a live node is presumed dead (stopped for a while, cut off from the database), no harm is
 * done: late outcomes are refused by state and attempt, and the next renewal puts it back to work.
 */
final class LeaseKeeper {

    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);

    private final Nodes nodes;
    private final Duration lease;
    private final LongSupplier monotonic;
    private volatile long lostAt;
    private volatile boolean lost;

    /**
     * @param lease how long other nodes presume this one alive after each renewal
     * @param monotonic nanoseconds
     */
    LeaseKeeper(Nodes nodes, Duration lease, LongSupplier monotonic) {
        this.nodes = nodes;
        this.lease = lease;
        this.monotonic = monotonic;
    }

    /**
     * Extends the lease.
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

    /**
     * Takes the lease at the start. Blocks.
     *
     * @throws StoreUnavailable if the store can't take that
     */
    void take() {
        Stored.join(nodes.renew(lease));
    }

    private void lost() {
        LOG.warn(
                "This node was silent for longer than its lease (handoff.tasks.lease): other"
                        + " replicas may have taken over the tasks that ran here");
        lostAt = monotonic.getAsLong();
        lost = true;
    }

    /**
     * Whether the lease had run out less than its own length ago. Then, if it was the database that
     * was away, no node could renew, and all need time to say that they are alive.
     */
    boolean wasLostRecently() {
        lost = lost && monotonic.getAsLong() - lostAt < lease.toNanos();
        return lost;
    }
}
