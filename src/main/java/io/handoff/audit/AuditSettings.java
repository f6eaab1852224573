package io.handoff.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is kept of what operators did. */
@ConfigMapping(prefix = "handoff.audit")
public interface AuditSettings {

    /** For how long, */
    @WithDefault("90d")
    Duration keep();

    /** and at most how many entries, at least 1; the oldest go first. */
    @WithDefault("10000")
    int entries();
}
