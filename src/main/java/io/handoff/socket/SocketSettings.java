package io.handoff.socket;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What holds for every WebSocket, whatever it is used for. */
@ConfigMapping(prefix = "handoff.socket")
public interface SocketSettings {

    /**
     * The largest message a client may send, summed over its fragments; a larger one closes the
     * socket with 1009. A message is held in memory whole, so this times the number of connections
     * bounds what half-sent messages can take.
     */
    @WithDefault("64K")
    MemorySize maxMessageSize();

    /**
     * How many bytes may wait for a client that reads too slowly before its socket is closed with
     * 4008. Times the number of connections this bounds the memory slow readers can take.
     */
    @WithDefault("1M")
    MemorySize maxUnsentSize();

    /** How many messages may wait for a client that reads too slowly: as {@link #maxUnsentSize}. */
    @WithDefault("1000")
    int maxUnsentMessages();

    /**
     * How many bytes the kernel may hold for one client beyond {@link #maxUnsentSize}. Left to
     * itself it takes up to 4 MB each, and a client that reads nothing is noticed that much later;
     * smaller limits the speed over long distances (size per round trip).
     */
    @WithDefault("128K")
    MemorySize sendBufferSize();

    /**
     * How long a client with something waiting for it may read nothing at all before its socket is
     * closed with 4008. Shorter frees memory sooner, longer forgives networks that pause.
     */
    @WithDefault("10s")
    Duration stallTimeout();

    /** How often a client is pinged. It keeps proxies from cutting silent connections. */
    @WithDefault("25s")
    Duration pingInterval();

    /** How long a pinged client may stay silent before its socket is closed with 4000. */
    @WithDefault("10s")
    Duration pongTimeout();

    /**
     * How long the closing handshake may take, and whatever is still unsent, before the TCP
     * connection is cut. The connection holds its slot that long.
     */
    @WithDefault("3s")
    Duration closeTimeout();
}
