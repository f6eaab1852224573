package io.handoff.cluster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The name under which this replica is shown. */
@Singleton
public final class NodeName {

    private final String text;

    @Inject
    NodeName(
            NodeSettings settings,
            @ConfigProperty(name = "HOSTNAME") Optional<String> host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this(settings.name().orElseGet(() -> host.orElse("localhost") + ':' + port));
    }

    public NodeName(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
