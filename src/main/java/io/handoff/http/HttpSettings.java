package io.handoff.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How requests are read and lists are answered. */
@ConfigMapping(prefix = "handoff.http")
public interface HttpSettings {

    /**
     * How long a request body may take from its head to its last byte; a slower one is answered
     * with 408. Longer forgives slow clients; each of them holds a connection meanwhile.
     */
    @WithDefault("30s")
    Duration bodyTimeout();

    /**
     * About how large a page of a list may become; it ends early, with {@code next}, when the next
     * row would not fit. A page has at least one row. Larger pages need fewer requests, and more
     * memory for each that is answered at the same time.
     */
    @WithDefault("2M")
    MemorySize maxPageSize();
}
