package io.handoff.cluster;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The name of this replica. */
@ConfigMapping(prefix = "handoff.node")
public interface NodeSettings {

    /**
     * The name under which this replica is shown; each replica needs a different one. The default
     * is {@code HOSTNAME} (or {@code localhost}) and the port.
     */
    Optional<String> name();
}
