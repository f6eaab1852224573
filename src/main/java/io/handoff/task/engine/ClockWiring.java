package io.handoff.task.engine;

import io.handoff.event.Ids;
import io.handoff.periodic.PeriodicJobs;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.Nodes;
import io.handoff.task.StoreClock;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Makes the clock of the store, and the ids that rise by it. */
@Singleton
final class ClockWiring {

    private static final Logger LOG = Logger.getLogger(ClockWiring.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final StoreClock clock;
    private final Ids ids;

    ClockWiring(Nodes nodes, InstantSource own) {
        clock = new StoreClock(nodes, own, System::nanoTime);
        ids = new Ids(clock);
    }

    @Produces
    @Singleton
    @Typed(StoreClock.class)
    StoreClock clock() {
        return clock;
    }

    /** One for all that a process stores, so that an id never sorts below an older one. */
    @Produces
    @Singleton
    Ids ids() {
        return ids;
    }

    /** Before tasks and schedules ask for the time. */
    void start(@Observes @Priority(50) StartupEvent event, Nodes nodes, PeriodicJobs jobs) {
        try {
            clock.read();
        } catch (StoreUnavailable e) {
            throw new ConfigurationException(e.getMessage());
        }
        if (nodes.shared()) {
            jobs.every(PERIOD, "reading the store's clock", this::read);
        }
    }

    private void read() {
        try {
            clock.read();
        } catch (StoreUnavailable e) {
            LOG.debugf("The store's clock cannot be read: %s", e.getMessage());
        }
    }
}
