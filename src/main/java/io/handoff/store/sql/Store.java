package io.handoff.store.sql;

import io.handoff.access.TicketRows;
import io.handoff.event.EventStore;
import io.handoff.schedule.ScheduleStore;
import io.handoff.task.Nodes;
import io.handoff.task.TaskAdmin;
import io.handoff.task.TaskStore;
import java.util.Optional;

/** An opened store, with all that is asked of one. */
public interface Store extends TaskStore, TaskAdmin, EventStore, Nodes, AutoCloseable {

    /** Passes that all replicas share; empty where one process has the store for itself. */
    Optional<TicketRows> ticketRows();

    /** Writes waiting for the writer now. */
    int queuedWrites();

    ScheduleStore scheduleStore();

    /** Finishes what is queued, then lets go of the store. */
    @Override
    void close();
}
