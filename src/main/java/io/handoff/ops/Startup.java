package io.handoff.ops;

import io.handoff.access.AccessSettings;
import io.handoff.access.BindGuard;
import io.handoff.bus.BusSettings;
import io.handoff.periodic.PeriodicJobs;
import io.handoff.store.StoreSettings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start with unsafe settings, and starts the periodic jobs otherwise. */
@Singleton
final class Startup {

    private final AccessSettings access;
    private final String host;
    private final String store;
    private final String bus;
    private final PeriodicJobs jobs;

    Startup(
            AccessSettings access,
            @ConfigProperty(name = "quarkus.http.host") String host,
            StoreSettings store,
            BusSettings bus,
            PeriodicJobs jobs) {
        this.store = store.store();
        this.bus = bus.bus();
        this.access = access;
        this.host = host;
        this.jobs = jobs;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        BindGuard.objection(host, access)
                .ifPresent(
                        objection -> {
                            throw new ConfigurationException(objection);
                        });
    }

    /** Replicas that share a bus but not a store would number the same events differently. */
    void checkReplicas(@Observes @Priority(1) StartupEvent event) {
        if (store.equals("sqlite") && !bus.equals("local")) {
            throw new ConfigurationException(
                    "handoff.bus is '"
                            + bus
                            + "', but with handoff.store=sqlite every replica has a store of its"
                            + " own: set HANDOFF_STORE=postgres, or HANDOFF_BUS=local.");
        }
    }

    /** Last of all: no periodic job must run during a start that is refused. */
    void begin(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        jobs.begin();
    }
}
