package io.handoff.store.open;

import io.handoff.store.EventStore;
import io.handoff.store.GroupCommit;
import io.handoff.store.StoreCannotStart;
import io.handoff.store.StoreSettings;
import io.handoff.store.TaskStore;
import io.handoff.store.sqlite.SqliteFile;
import io.handoff.store.sqlite.SqliteStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens the store that the settings name; it closes last. */
@Singleton
public class StoreWiring {

    private final SqliteStore store;

    StoreWiring(
            StoreSettings settings,
            GroupCommit.Meter meter,
            @ConfigProperty(name = "handoff.tasks.keep.events-per-channel") int keptEvents) {
        if (!settings.store().equals("sqlite")) {
            throw new ConfigurationException(
                    "handoff.store is '" + settings.store() + "'; this version knows: sqlite.");
        }
        atLeastOne("writes.max-queued", settings.writes().maxQueued());
        atLeastOne("writes.max-group", settings.writes().maxGroup());
        atLeastOne("reads.connections", settings.reads().connections());
        try {
            store = SqliteFile.open(settings, keptEvents, meter);
        } catch (StoreCannotStart e) {
            // Without its cause: Quarkus prints one line for this exception, and a stack trace for
            // others.
            throw new ConfigurationException(e.getMessage());
        }
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
    EventStore events() {
        return store;
    }

    /** Writes waiting for the writer now. */
    public int queuedWrites() {
        return store.queuedWrites();
    }

    void stop(@Observes @Priority(3000) ShutdownEvent event) {
        store.close();
    }
}
