package io.handoff.cluster;

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

/** Keeps the counters of all replicas in step. */
@Singleton
final class ClusterWiring {

    private static final Duration LEASE = Duration.ofSeconds(15);

    private final ReplicatedCounters replicatedCounters;
    private final boolean alone;

    ClusterWiring(Bus bus, BusSettings settings, InstantSource clock) {
        alone = settings.bus().equals("local");
        replicatedCounters = new ReplicatedCounters(bus, clock, LEASE, alone);
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
                    replicatedCounters::sendChanges);
            jobs.every(
                    Duration.ofSeconds(5), "publishing all counters", replicatedCounters::sendAll);
        }
    }

    /** Runs before the bus closes. */
    void stop(@Observes @Priority(2400) ShutdownEvent event) {
        if (!alone) {
            replicatedCounters.leave();
        }
    }
}
