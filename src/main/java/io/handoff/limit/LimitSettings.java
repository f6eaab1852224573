package io.handoff.limit;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Which limits are enforced. */
@ConfigMapping(prefix = "handoff.limits")
public interface LimitSettings {

    /**
     * Limits that are only counted when they are reached, and not enforced: names as in the metric
     * {@code handoff_limits_reached_total}, separated by commas. Use it to find out which clients a
     * limit would affect; what the limit protects is unprotected meanwhile.
     */
    Optional<Set<String>> onlyCounted();
}
