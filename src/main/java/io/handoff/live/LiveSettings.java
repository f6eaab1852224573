package io.handoff.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Live connections: {@code /ws/live} and event streams together. */
@ConfigMapping(prefix = "handoff.live")
public interface LiveSettings {

    /**
     * How many may be open at once on this replica; further ones are refused with 503. The
     * trade-off is memory: an idle connection takes up to 20 KB.
     */
    @WithDefault("10000")
    int maxConnections();

    /**
     * How many one user may have; further ones get 429. Does not apply to guests without a name.
     */
    @WithDefault("20")
    int maxConnectionsPerUser();

    /**
     * How many may come from one address; further ones get 429. Behind proxies, set {@code
     * quarkus.http.proxy.proxy-address-forwarding} and name the proxies in {@code
     * quarkus.http.proxy.trusted-proxies}: {@code X-Forwarded-For} is ignored from others.
     */
    @WithDefault("200")
    int maxConnectionsPerIp();

    /** How many messages per second a connection may send on average. */
    @WithDefault("20")
    int messagesPerSecond();

    /**
     * How many messages it may send at once; further ones are refused with {@code rate_limited}.
     */
    @WithDefault("40")
    int messageBurst();

    /**
     * How many messages are refused within about 10 s before the connection is closed with 4529.
     */
    @WithDefault("200")
    int maxRefusedMessages();

    /** How many channels a connection may subscribe to. */
    @WithDefault("128")
    int maxSubscriptions();

    /** How long after a user's last connection has ended a room gets {@code leave}. */
    @WithDefault("5s")
    Duration presenceDelay();

    /**
     * Rooms with more users get no {@code join} and {@code leave}, which would be most of their
     * events. A client can ask for the presence of any room.
     */
    @WithDefault("100")
    int presenceToldUpTo();

    /** How long before its token expires a client is warned. */
    @WithDefault("30s")
    Duration tokenWarning();

    /** How long after its token has expired a client may still refresh it. */
    @WithDefault("5s")
    Duration tokenGrace();

    /** How often an event stream gets a comment, so that proxies do not close it. */
    @WithDefault("15s")
    Duration streamHeartbeat();
}
