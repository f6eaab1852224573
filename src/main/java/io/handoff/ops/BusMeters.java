package io.handoff.ops;

import io.handoff.bus.Bus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The state of the bus. */
@Singleton
final class BusMeters {

    private final Bus bus;
    private final MeterRegistry registry;

    BusMeters(Bus bus, MeterRegistry registry) {
        this.bus = bus;
        this.registry = registry;
    }

    /** The Redis client's own meters follow no naming scheme and add nothing to ours. */
    @Produces
    @Singleton
    static MeterFilter denyClientMeters() {
        return MeterFilter.deny(
                meter ->
                        meter.getName().startsWith("redis.")
                                || "redis".equals(meter.getTag("clientType")));
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("handoff.bus.lag", bus, b -> b.status().lagSeconds())
                .description("Time of the last round trip over the bus")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("handoff.bus.connected", bus, b -> b.status().connected() ? 1 : 0)
                .description("1 while the bus is connected to the other replicas")
                .register(registry);
        FunctionCounter.builder("handoff.bus.dropped", bus, Bus::dropped)
                .description("Messages the bus could not send")
                .register(registry);
    }
}
