package io.handoff.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on schedules. */
@ConfigMapping(prefix = "handoff.schedules")
public interface ScheduleSettings {

    /**
     * Maximum number of schedules of all owners, paused ones included; one more is answered with
     * 503. When many are due at once, at midnight for example, their tasks follow within seconds.
     */
    @WithDefault("10000")
    long limit();

    /**
     * Maximum per owner; one more is answered with 409. All guests without a name are one owner.
     */
    @WithDefault("1000")
    long perOwner();
}
