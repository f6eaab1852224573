package io.handoff.ops;

import io.handoff.access.AccessSettings;
import io.handoff.access.BindGuard;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stops the start where the settings would let strangers in; lets the clockwork go where not. */
@Singleton
final class Startup {

    private final AccessSettings access;
    private final String host;
    private final Scheduler scheduler;

    Startup(
            AccessSettings access,
            @ConfigProperty(name = "quarkus.http.host") String host,
            Scheduler scheduler) {
        this.access = access;
        this.host = host;
        this.scheduler = scheduler;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        BindGuard.objection(host, access)
                .ifPresent(
                        objection -> {
                            throw new ConfigurationException(objection);
                        });
    }

    /** Last of all: what runs every now and then must not run into a start that is refused. */
    void begin(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        scheduler.resume();
    }
}
