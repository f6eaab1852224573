package io.handoff.task.engine;

import io.handoff.store.StoreUnavailable;
import io.handoff.task.Lifecycle;
import io.handoff.task.Selection;
import io.handoff.task.Task;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * Queues tasks again that ran on nodes whose lease has run out: at the start, and then on every
 * sweep. On a store of one process every other node is gone, and there is nothing to sweep later.
 */
final class Rescuer {

    private static final Logger LOG = Logger.getLogger(Rescuer.class);
    private static final int BATCH = 500;

    private final LeaseKeeper leaseKeeper;
    private final TransitionWriter writer;
    private final Lifecycle lifecycle;
    private final Dispatcher dispatcher;

    Rescuer(
            LeaseKeeper leaseKeeper,
            TransitionWriter writer,
            Lifecycle lifecycle,
            Dispatcher dispatcher) {
        this.leaseKeeper = leaseKeeper;
        this.writer = writer;
        this.lifecycle = lifecycle;
        this.dispatcher = dispatcher;
    }

    /**
     * At the start: rescues whatever ran on nodes that are gone. Blocks.
     *
     * @throws StoreUnavailable if the store can't take that
     */
    void rescueAll() {
        while (!Stored.join(rescueBatch()).isEmpty()) {
            // There may be more.
        }
    }

    /**
     * Rescues tasks of nodes that are gone; never blocks. Renews first, which tells whether this
     * node's own lease had run out; see {@link LeaseKeeper#wasLostRecently}.
     */
    void sweep() {
        if (!dispatcher.draining()) {
            leaseKeeper
                    .renew()
                    .thenAccept(
                            written -> {
                                if (written && !leaseKeeper.wasLostRecently()) {
                                    rescue();
                                }
                            });
        }
    }

    private void rescue() {
        rescueBatch()
                .thenAccept(
                        tasks -> {
                            if (!tasks.isEmpty()) {
                                LOG.warnf(
                                        "Took over %d tasks of nodes that are gone", tasks.size());
                                dispatcher.wake();
                            }
                        });
    }

    private CompletionStage<List<Task>> rescueBatch() {
        return writer.advance(Selection.ORPHANED, () -> BATCH, 0, lifecycle::orphaned);
    }
}
