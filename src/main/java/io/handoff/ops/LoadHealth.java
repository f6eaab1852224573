package io.handoff.ops;

import io.handoff.task.engine.TaskCounts;
import io.handoff.task.engine.TaskEngine;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The load, as data of an always positive check: a busy replica is still ready. */
@Readiness
@Singleton
final class LoadHealth implements HealthCheck {

    private final TaskCounts counts;

    LoadHealth(TaskEngine tasks) {
        this.counts = tasks.counts();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("capacity")
                .up()
                .withData("slots", counts.slots())
                .withData("slotsBusy", counts.slotsBusy())
                .withData("queued", counts.queued())
                .withData("scheduled", counts.scheduled())
                .withData("queueLimit", counts.queueLimit())
                .build();
    }
}
