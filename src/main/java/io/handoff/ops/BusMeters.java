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

/** How the bus does. */
@Singleton
final class BusMeters {

    private final Bus bus;
    private final MeterRegistry registry;

    BusMeters(Bus bus, MeterRegistry registry) {
        this.bus = bus;
        this.registry = registry;
    }

    /** What Redis's client counts by itself has neither proper names nor news. */
    @Produces
    @Singleton
    static MeterFilter withoutClient() {
        return MeterFilter.deny(
                meter ->
                        meter.getName().startsWith("redis.")
                                || "redis".equals(meter.getTag("clientType")));
    }

    void register(@Observes StartupEvent event) {
        Gauge.builder("handoff.bus.lag", bus, b -> b.status().lagSeconds())
                .description("From publishing on the bus to hearing it back, the last time")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("handoff.bus.connected", bus, b -> b.status().connected() ? 1 : 0)
                .description("1 while the bus carries news to and from other replicas")
                .register(registry);
        FunctionCounter.builder("handoff.bus.dropped", bus, Bus::dropped)
                .description("Events the bus could not carry")
                .register(registry);
    }
}
