package io.handoff.ops;

import io.handoff.access.AccessSettings;
import io.handoff.access.BindGuard;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stops the start where the settings would let strangers in. */
@Singleton
final class Startup {

    private final AccessSettings access;
    private final String host;

    Startup(AccessSettings access, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.access = access;
        this.host = host;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        BindGuard.objection(host, access.mode())
                .ifPresent(
                        objection -> {
                            throw new ConfigurationException(objection);
                        });
    }
}
