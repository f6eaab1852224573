package io.handoff.echo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The echo at {@code /ws}. */
@ConfigMapping(prefix = "handoff.echo")
public interface EchoSettings {

    /**
     * How many connections may be open at once, at least 1; further upgrades are refused with 503.
     * The trade-off is memory: an idle connection takes up to 20 KB, a busy one some hundreds.
     */
    @WithDefault("1000")
    int maxConnections();
}
