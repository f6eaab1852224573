package io.handoff.channel;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings for all channels. */
@ConfigMapping(prefix = "handoff.channels")
public interface ChannelSettings {

    /** The largest {@code data} of an event, in characters; larger ones get 413. */
    @WithDefault("64K")
    MemorySize maxDataSize();

    /**
     * Threads that read the history for clients that resume. With more, many clients resume faster,
     * but other readers of the store wait longer.
     */
    @WithDefault("2")
    int replayThreads();

    /** The most requests that may wait for an event ({@code ?wait=}); others get 503. */
    @WithDefault("10000")
    int maxWaiters();
}
