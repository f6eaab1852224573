package io.handoff.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether demo tasks are offered. */
@ConfigMapping(prefix = "handoff.demo")
public interface DemoSettings {

    /**
     * Whether tasks of kind {@code demo} are accepted. Every caller who may submit tasks can keep
     * slots busy with them, for up to ten minutes each. If off, the kind is unknown.
     */
    @WithDefault("true")
    boolean enabled();
}
