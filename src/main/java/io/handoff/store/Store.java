package io.handoff.store;

/** An opened store, with all that is asked of one. */
public interface Store extends TaskStore, EventStore, Nodes, AutoCloseable {

    /** Writes waiting for the writer now. */
    int queuedWrites();

    Schedules schedules();

    /** Finishes what is queued, then lets go of the store. */
    @Override
    void close();
}
