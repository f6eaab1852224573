package io.handoff.bus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What carries news of events. */
@ConfigMapping(prefix = "handoff")
public interface BusSettings {

    /** {@code local}: one process, which needs nothing. */
    @WithDefault("local")
    String bus();
}
