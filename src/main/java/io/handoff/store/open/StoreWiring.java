package io.handoff.store.open;

import io.handoff.access.TicketRows;
import io.handoff.event.EventStore;
import io.handoff.event.HistoryLimits;
import io.handoff.schedule.ScheduleStore;
import io.handoff.store.GroupCommit;
import io.handoff.store.StoreCannotStart;
import io.handoff.store.StoreSettings;
import io.handoff.store.postgres.PostgresServer;
import io.handoff.store.postgres.PostgresSettings;
import io.handoff.store.sql.Store;
import io.handoff.store.sqlite.SqliteFile;
import io.handoff.task.Nodes;
import io.handoff.task.TaskAdmin;
import io.handoff.task.TaskStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the store that the settings name; it closes last. */
@Singleton
public class StoreWiring {

    private final Store store;

    StoreWiring(
            StoreSettings settings,
            PostgresSettings server,
            GroupCommit.Meter meter,
            @ConfigProperty(name = "handoff.tasks.keep.events-per-channel") int keptEvents,
            @ConfigProperty(name = "handoff.audit.entries") int keptAudit) {
        atLeastOne("audit.entries", keptAudit);
        HistoryLimits historyLimits = new HistoryLimits(keptEvents, keptAudit);
        atLeastOne("writes.max-queued", settings.writes().maxQueued());
        atLeastOne("writes.max-group", settings.writes().maxGroup());
        atLeastOne("reads.connections", settings.reads().connections());
        try {
            store =
                    switch (settings.store()) {
                        case "sqlite" -> SqliteFile.open(settings, historyLimits, meter);
                        case "postgres" ->
                                PostgresServer.open(server, settings, historyLimits, meter);
                        default -> throw new StoreCannotStart(unknown(settings.store()));
                    };
        } catch (StoreCannotStart e) {
            // Without its cause: Quarkus prints one line for this exception, and a stack trace for
            // others.
            throw new ConfigurationException(e.getMessage());
        }
    }

    static String unknown(String store) {
        return "handoff.store is '" + store + "'; this version knows: sqlite, postgres.";
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new ConfigurationException(
                    "handoff." + name + " must be at least 1, not " + value + ".");
        }
    }

    @Produces
    @Singleton
    TaskStore tasks() {
        return store;
    }

    @Produces
    @Singleton
    TaskAdmin taskAdmin() {
        return store;
    }

    @Produces
    @Singleton
    EventStore events() {
        return store;
    }

    @Produces
    @Singleton
    Nodes nodes() {
        return store;
    }

    @Produces
    @Singleton
    ScheduleStore scheduleStore() {
        return store.scheduleStore();
    }

    @Produces
    @Singleton
    Optional<TicketRows> ticketRows() {
        return store.ticketRows();
    }

    /** Writes waiting for the writer now. */
    public int queuedWrites() {
        return store.queuedWrites();
    }

    void stop(@Observes @Priority(3000) ShutdownEvent event) {
        store.close();
    }
}
