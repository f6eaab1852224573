package io.handoff.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.bus.BusSettings;
import io.handoff.periodic.PeriodicJobs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Tells the other replicas what they have to know of this one. */
@Singleton
final class ClusterWiring {

    private static final Duration LEASE = Duration.ofSeconds(15);

    private final ReplicatedCounters replicatedCounters;
    private final boolean alone;

    ClusterWiring(Bus bus, BusSettings settings, ObjectMapper json, InstantSource clock) {
        alone = settings.bus().equals("local");
        replicatedCounters = new ReplicatedCounters(bus, json, clock, LEASE, alone);
    }

    @Produces
    @Singleton
    ReplicatedCounters replicatedCounters() {
        return replicatedCounters;
    }

    void start(@Observes StartupEvent event, PeriodicJobs jobs) {
        if (!alone) {
            jobs.every(
                    Duration.ofSeconds(1),
                    "publishing changed counters",
                    replicatedCounters::tellChanges);
            jobs.every(
                    Duration.ofSeconds(5), "publishing all counters", replicatedCounters::tellAll);
        }
    }

    /** Before the bus goes. */
    void stop(@Observes @Priority(2400) ShutdownEvent event) {
        if (!alone) {
            replicatedCounters.leave();
        }
    }
}
