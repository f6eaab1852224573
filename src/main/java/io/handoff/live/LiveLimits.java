package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.cluster.ReplicatedCounters;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.handoff.socket.ConnectionLimiter;
import io.handoff.socket.ExtraPermit;
import io.handoff.socket.KeyedPermits;
import io.handoff.socket.Permits;
import io.handoff.socket.Refusal;
import io.handoff.socket.SocketLimits;
import io.handoff.socket.SocketSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The limits of live connections: of this replica, for each user, for each address. */
@Singleton
public class LiveLimits {

    private final ConnectionLimiter connectionLimiter;
    private final Limits limits;
    private final KeyedPermits users;
    private final KeyedPermits addresses;

    /**
     * @throws ConfigurationException if a cap is below 1; the server does not start then
     */
    @Inject
    LiveLimits(
            LiveSettings settings,
            SocketSettings sockets,
            Limits limits,
            ReplicatedCounters replicatedCounters) {
        this.limits = limits;
        connectionLimiter =
                new ConnectionLimiter(
                        "live",
                        new Permits(checked("max-connections", settings.maxConnections())),
                        Limit.LIVE_CONNECTIONS,
                        SocketLimits.of(sockets),
                        limits,
                        System::nanoTime);
        users =
                new KeyedPermits(
                        checked("max-connections-per-user", settings.maxConnectionsPerUser()),
                        replicatedCounters.named("live-user"));
        addresses =
                new KeyedPermits(
                        checked("max-connections-per-ip", settings.maxConnectionsPerIp()),
                        replicatedCounters.named("live-ip"));
    }

    private static int checked(String name, int cap) {
        if (cap < 1) {
            throw new ConfigurationException(
                    "handoff.live." + name + " must be at least 1, not " + cap + ".");
        }
        return cap;
    }

    @Produces
    @Singleton
    @Identifier("live")
    ConnectionLimiter connectionLimiter() {
        return connectionLimiter;
    }

    /** What a connection of this caller takes from the caps of its user and address. */
    ExtraPermit extraPermit(Caller caller, HttpServerRequest request) {
        return new CallerPermit(caller.name(), request.remoteAddress().hostAddress());
    }

    private final class CallerPermit implements ExtraPermit {
        private final String user;
        private final String address;

        CallerPermit(String user, String address) {
            this.user = user;
            this.address = address == null ? "" : address;
        }

        @Override
        public Optional<Refusal> take() {
            boolean tooMany = !addresses.take(address);
            if (tooMany && limits.reached(Limit.LIVE_CONNECTIONS_PER_IP)) {
                addresses.release(address);
                return Optional.of(refusal("ip", "This address", addresses.cap()));
            }
            // All anonymous guests share one name, so a cap for that name makes no sense.
            if (user.equals(Caller.ANONYMOUS) || users.take(user)) {
                return Optional.empty();
            }
            if (limits.reached(Limit.LIVE_CONNECTIONS_PER_USER)) {
                release();
                return Optional.of(refusal("user", "This user", users.cap()));
            }
            return Optional.empty();
        }

        @Override
        public void release() {
            addresses.release(address);
            if (!user.equals(Caller.ANONYMOUS)) {
                users.release(user);
            }
        }
    }

    private static Refusal refusal(String reason, String whose, int cap) {
        return Refusal.tooMany(
                reason, whose + " already has " + cap + " connections; close one first.");
    }
}
