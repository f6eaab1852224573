package io.handoff.store;

import java.util.Optional;

/** An opened store, with all that is asked of one. */
public interface Store extends TaskStore, EventStore, Nodes, AutoCloseable {

    /** Passes that all replicas share; empty where one process has the store for itself. */
    Optional<Passes> passes();

    /** Writes waiting for the writer now. */
    int queuedWrites();

    Schedules schedules();

    /** Finishes what is queued, then lets go of the store. */
    @Override
    void close();
}
