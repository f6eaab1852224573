package io.handoff.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Live connections: {@code /ws/live} and event streams together. */
@ConfigMapping(prefix = "handoff.live")
public interface LiveSettings {

    /**
     * How many may be open at once on this node; one more gets 503 before the upgrade. Memory is
     * the trade-off: an idle one takes up to 20 KB.
     */
    @WithDefault("10000")
    int maxConnections();

    /** How many one user may have; one more gets 429. Guests without a name are nobody. */
    @WithDefault("20")
    int maxConnectionsPerUser();

    /**
     * How many may come from one address; one more gets 429. Behind proxies, set {@code
     * quarkus.http.proxy.proxy-address-forwarding} and name the proxies in {@code
     * quarkus.http.proxy.trusted-proxies}: {@code X-Forwarded-For} counts from nobody else.
     */
    @WithDefault("200")
    int maxConnectionsPerIp();

    /** Messages that a connection may send a second, in the long run. */
    @WithDefault("20")
    int messagesPerSecond();

    /** Messages that it may send at once; more are answered with {@code rate_limited}. */
    @WithDefault("40")
    int messageBurst();

    /** Messages refused within about ten seconds before the connection is closed with 4529. */
    @WithDefault("200")
    int maxRefusedMessages();

    /** Channels that a connection may be subscribed to. */
    @WithDefault("128")
    int maxSubscriptions();

    /** How long after somebody's last connection went a room is told, if none came back. */
    @WithDefault("5s")
    Duration presenceDelay();

    /**
     * Coming and going is told in rooms of up to so many users: in larger ones it would be most of
     * what is told. Who is there can be asked for in all.
     */
    @WithDefault("100")
    int presenceToldUpTo();

    /** How long before a token ends its connection is warned. */
    @WithDefault("30s")
    Duration tokenWarning();

    /** How long after a token's end its connection may still refresh it. */
    @WithDefault("5s")
    Duration tokenGrace();

    /** How often an event stream gets a comment, so that proxies don't cut it. */
    @WithDefault("15s")
    Duration streamHeartbeat();
}
