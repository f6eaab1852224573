package io.handoff.channel;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What holds for every channel, however it is heard. */
@ConfigMapping(prefix = "handoff.channels")
public interface ChannelSettings {

    /** The largest {@code data} that may be published, in characters; more is answered with 413. */
    @WithDefault("64K")
    MemorySize maxDataSize();

    /**
     * Threads that read histories for those who come back. More let many come back quicker, and
     * take the store's readers from others.
     */
    @WithDefault("2")
    int replayThreads();

    /** Requests that may wait for an event at once ({@code ?wait=}); one more gets 503. */
    @WithDefault("10000")
    int maxWaiters();
}
