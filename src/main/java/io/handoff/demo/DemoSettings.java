package io.handoff.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether there is something to try out. */
@ConfigMapping(prefix = "handoff.demo")
public interface DemoSettings {

    /**
     * Whether tasks of kind {@code demo} are taken. Whoever may hand in work can keep slots busy
     * with them, for ten minutes each. Without it the kind is unknown.
     */
    @WithDefault("true")
    boolean enabled();
}
