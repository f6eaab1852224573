package io.handoff.cluster;

import io.handoff.bus.Bus;
import io.handoff.bus.BusSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
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

    @Scheduled(every = "1s")
    void sendChanges() {
        if (!alone) {
            replicatedCounters.sendChanges();
        }
    }

    @Scheduled(every = "5s")
    void sendAll() {
        if (!alone) {
            replicatedCounters.sendAll();
        }
    }

    /** Runs before the bus closes. */
    void stop(@Observes @Priority(2400) ShutdownEvent event) {
        if (!alone) {
            replicatedCounters.leave();
        }
    }
}
