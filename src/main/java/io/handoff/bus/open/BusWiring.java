package io.handoff.bus.open;

import io.handoff.bus.Bus;
import io.handoff.bus.BusSettings;
import io.handoff.bus.BusTimings;
import io.handoff.bus.LocalBus;
import io.handoff.bus.RemoteBus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Creates the bus that the settings name. */
@Singleton
public class BusWiring {

    private final Bus bus;

    BusWiring(BusSettings settings, DatabaseAddress databaseAddress, Vertx vertx) {
        bus =
                settings.bus().equals("local")
                        ? new LocalBus()
                        : open(settings, databaseAddress, vertx);
    }

    private static Bus open(BusSettings settings, DatabaseAddress databaseAddress, Vertx vertx) {
        if (settings.busQueue() < 1) {
            throw new ConfigurationException(
                    "handoff.bus-queue must be at least 1, not " + settings.busQueue() + ".");
        }
        BusTarget busTarget = new BusTargets(settings, databaseAddress, vertx).busTarget();
        return RemoteBus.open(
                settings.bus(),
                busTarget.busConnector(),
                settings.busQueue(),
                busTarget.maxBytes(),
                BusTimings.NORMAL);
    }

    @Produces
    @Singleton
    Bus bus() {
        return bus;
    }

    void stop(@Observes @Priority(2500) ShutdownEvent event) {
        bus.close();
    }
}
