package io.handoff.cluster;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What this replica is called. */
@ConfigMapping(prefix = "handoff.node")
public interface NodeSettings {

    /**
     * The name under which this replica is shown among the others: another for each. By default
     * {@code HOSTNAME} (or {@code localhost}) and the port.
     */
    Optional<String> name();
}
