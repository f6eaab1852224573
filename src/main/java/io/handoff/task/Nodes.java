package io.handoff.task;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * How the processes that work on one store know of each other: each is a node with an id made at
 * its start, holds a lease, and is named in the rows of the tasks that run there. When a lease has
 * run out, {@link Selection#ORPHANED} are that node's tasks.
 */
public interface Nodes {

    /** Whether several processes may work on this store at once. */
    boolean shared();

    /**
     * The store's clock in epoch milliseconds, by which processes that share it compare times;
     * empty if there is none but this process's. A read, as in {@link TaskStore}.
     */
    default OptionalLong now() {
        return OptionalLong.empty();
    }

    /**
     * Takes or extends this process's lease: from now, by the store's clock. A durable write, as in
     * {@link TaskStore}.
     *
     * @return whether it was still held; if not, others may have taken over what ran here
     */
    CompletionStage<Boolean> renew(Duration lease);
}
