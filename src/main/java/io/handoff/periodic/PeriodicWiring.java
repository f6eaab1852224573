package io.handoff.periodic;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the periodic jobs of this process, and stops them before all that they use. */
@Singleton
final class PeriodicWiring {

    private final PeriodicJobs jobs = new PeriodicJobs(Infrastructure.getDefaultWorkerPool());

    @Produces
    @Singleton
    PeriodicJobs jobs() {
        return jobs;
    }

    void stop(@Observes @Priority(1000) ShutdownEvent event) {
        jobs.close();
    }
}
