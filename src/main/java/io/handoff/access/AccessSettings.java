package io.handoff.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may call. */
@ConfigMapping(prefix = "handoff.access")
public interface AccessSettings {

    /**
     * {@code open}: everybody is a guest and may do everything. It is the default on a loopback
     * address; to listen beyond loopback it must be set explicitly.
     */
    Optional<String> mode();
}
