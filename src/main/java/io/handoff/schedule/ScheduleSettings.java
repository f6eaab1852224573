package io.handoff.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many schedules there may be. */
@ConfigMapping(prefix = "handoff.schedules")
public interface ScheduleSettings {

    /**
     * Schedules of all owners, paused ones too; one more is answered with 503. When many are due at
     * once, at midnight say, their tasks come within seconds.
     */
    @WithDefault("10000")
    long limit();

    /** Schedules of one owner; one more is answered with 409. All guests without a name are one. */
    @WithDefault("1000")
    long perOwner();
}
