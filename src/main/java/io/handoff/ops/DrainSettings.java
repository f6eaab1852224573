package io.handoff.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the process drains. Kubernetes' grace period must be longer than the sum of all steps. */
@ConfigMapping(prefix = "handoff.drain")
public interface DrainSettings {

    /**
     * How long running tasks may continue after SIGTERM. Tasks still running then are queued again,
     * and the attempt does not count.
     */
    @WithDefault("25s")
    Duration tasks();

    /**
     * Open sockets are asked to reconnect spread over this time, so that they do not all do at
     * once.
     */
    @WithDefault("5s")
    Duration sockets();
}
