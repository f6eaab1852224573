package io.handoff.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the audit log is kept. */
@ConfigMapping(prefix = "handoff.audit")
public interface AuditSettings {

    /** How long entries are kept. */
    @WithDefault("90d")
    Duration keep();

    /** The most entries, at least 1; the oldest are deleted first. */
    @WithDefault("10000")
    int entries();
}
