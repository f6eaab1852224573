package io.handoff.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.event.EventStore;
import io.handoff.task.Retention;
import io.handoff.task.TaskStore;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Creates the audit log, and deletes old entries. */
@Singleton
final class AuditWiring {

    private static final int BATCH = 500;

    private final EventStore events;
    private final TaskStore store;
    private final Bus bus;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Duration keep;

    AuditWiring(
            EventStore events,
            TaskStore store,
            Bus bus,
            ObjectMapper json,
            InstantSource clock,
            AuditSettings settings) {
        this.events = events;
        this.store = store;
        this.bus = bus;
        this.json = json;
        this.clock = clock;
        this.keep = settings.keep();
    }

    @Produces
    @Singleton
    Audit audit() {
        return new Audit(events, bus, json, clock);
    }

    /** If this fails, for example on a full disk, the next run deletes the entries. */
    @Scheduled(every = "10m", delayed = "1m")
    void purge() {
        store.purge(Retention.ofAudit(clock.millis() - keep.toMillis(), BATCH));
    }
}
