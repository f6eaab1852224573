package io.handoff.limit;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Which limits are tried out. */
@ConfigMapping(prefix = "handoff.limits")
public interface LimitSettings {

    /**
     * Limits that are counted when they are reached, and not enforced: names as in the metric
     * {@code handoff_limits_reached_total}, separated by commas. To find out whom a limit would hit
     * before it does; what a limit protects is unprotected meanwhile.
     */
    Optional<Set<String>> onlyCounted();
}
