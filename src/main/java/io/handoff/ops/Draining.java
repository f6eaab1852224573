package io.handoff.ops;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready once the process drains. */
@Readiness
@Singleton
final class Draining implements HealthCheck {

    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("draining").status(!begun).build();
    }
}
