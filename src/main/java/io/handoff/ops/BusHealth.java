package io.handoff.ops;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The bus, as data beside the verdicts: without it news is late, and nothing is lost. */
@Readiness
@Singleton
final class BusHealth implements HealthCheck {

    private final BusCanary canary;

    BusHealth(BusCanary canary) {
        this.canary = canary;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("bus")
                .up()
                .withData("kind", canary.bus())
                .withData("state", canary.heard() ? "fine" : "degraded")
                .withData("lagMillis", Double.toString(canary.lagMillis()))
                .build();
    }
}
