package io.handoff.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the process leaves. Kubernetes' grace period must be longer than all of it. */
@ConfigMapping(prefix = "handoff.drain")
public interface DrainSettings {

    /** How long running tasks may go on after SIGTERM; what is left then goes back unpunished. */
    @WithDefault("25s")
    Duration tasks();

    /** Over how long open sockets are told to reconnect, so that they do not all come at once. */
    @WithDefault("5s")
    Duration sockets();
}
