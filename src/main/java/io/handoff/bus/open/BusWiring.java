package io.handoff.bus.open;

import io.handoff.bus.Bus;
import io.handoff.bus.BusSettings;
import io.handoff.bus.LocalBus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the bus that the settings name. */
@Singleton
public class BusWiring {

    private final Bus bus;

    BusWiring(BusSettings settings) {
        if (!settings.bus().equals("local")) {
            throw new ConfigurationException(
                    "handoff.bus is '" + settings.bus() + "'; this version knows: local.");
        }
        bus = new LocalBus();
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
