package io.handoff.store.sql;

import io.handoff.access.TicketRows;
import io.handoff.event.EventStore;
import io.handoff.schedule.ScheduleStore;
import io.handoff.task.Nodes;
import io.handoff.task.TaskAdmin;
import io.handoff.task.TaskStore;
import java.util.Optional;

/** An open store, with all of its ports. */
public interface Store extends TaskStore, TaskAdmin, EventStore, Nodes, AutoCloseable {

    /** Tickets that all replicas share; empty where only one process uses the store. */
    Optional<TicketRows> ticketRows();

    /** Writes waiting for the writer now. */
    int queuedWrites();

    ScheduleStore scheduleStore();

    /** Writes what is queued, then closes the store. */
    @Override
    void close();
}
