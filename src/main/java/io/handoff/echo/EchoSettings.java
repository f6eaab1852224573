package io.handoff.echo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The echo at {@code /ws}. */
@ConfigMapping(prefix = "handoff.echo")
public interface EchoSettings {

    /**
     * How many connections may be open at once, at least 1; one more is refused with 503 before the
     * upgrade. Memory is the trade-off: an idle one takes up to 20 KB, one that floods some
     * hundreds.
     */
    @WithDefault("1000")
    int maxConnections();
}
