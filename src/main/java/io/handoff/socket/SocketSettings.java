package io.handoff.socket;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of all WebSockets. */
@ConfigMapping(prefix = "handoff.socket")
public interface SocketSettings {

    /**
     * The largest message that a client may send, summed over its fragments; a larger one closes
     * the connection with 1009. A message is held in memory until it is complete, so this times the
     * number of connections bounds the memory of incomplete messages.
     */
    @WithDefault("64K")
    MemorySize maxMessageSize();

    /**
     * How many bytes may be unsent for a client that reads too slowly before its connection is
     * closed with 4008. This times the number of connections bounds the memory of slow readers.
     */
    @WithDefault("1M")
    MemorySize maxUnsentSize();

    /** How many messages may be unsent, see {@link #maxUnsentSize}. */
    @WithDefault("1000")
    int maxUnsentMessages();

    /**
     * How many bytes the kernel may buffer for one client, besides {@link #maxUnsentSize}. By
     * default it buffers up to 4 MB each, and a client that reads nothing is noticed that much
     * later. A smaller buffer limits the throughput over long distances (one size per round trip).
     */
    @WithDefault("128K")
    MemorySize sendBufferSize();

    /**
     * How long a client may read nothing at all while something is unsent, before its connection is
     * closed with 4008. Shorter frees memory sooner; longer tolerates networks that pause.
     */
    @WithDefault("10s")
    Duration stallTimeout();

    /** How often a client is pinged, so that proxies do not close idle connections. */
    @WithDefault("25s")
    Duration pingInterval();

    /** How long a pinged client may stay silent before its connection is closed with 4000. */
    @WithDefault("10s")
    Duration pongTimeout();

    /**
     * How long the closing handshake may take, with what is still unsent, before TCP is ended. The
     * connection holds its permit that long.
     */
    @WithDefault("3s")
    Duration closeTimeout();
}
