package io.handoff.ops;

import io.handoff.bus.Bus;
import io.handoff.bus.BusSettings;
import io.handoff.bus.BusStatus;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The state of the bus, as data of an always positive check: without the bus, events reach other
 * replicas late, but none is lost.
 */
@Readiness
@Singleton
final class BusHealth implements HealthCheck {

    private final Bus bus;
    private final String kind;

    BusHealth(Bus bus, BusSettings settings) {
        this.bus = bus;
        this.kind = settings.bus();
    }

    @Override
    public HealthCheckResponse call() {
        BusStatus busStatus = bus.status();
        return HealthCheckResponse.named("bus")
                .up()
                .withData("kind", kind)
                .withData("state", busStatus.connected() ? "fine" : "degraded")
                .withData(
                        "lagMillis",
                        Double.toString(Math.round(busStatus.lagSeconds() * 1e6) / 1e3))
                .build();
    }
}
