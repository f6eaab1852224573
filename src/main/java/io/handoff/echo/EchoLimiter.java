package io.handoff.echo;

import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.handoff.socket.AdmissionCheck;
import io.handoff.socket.ConnectionLimiter;
import io.handoff.socket.Permits;
import io.handoff.socket.SocketLimits;
import io.handoff.socket.SocketSettings;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Limits the connections of the echo. It is the last of all upgrade checks, so that a request that
 * another check refuses takes no permit.
 */
@Startup
@Singleton
@Priority(Integer.MIN_VALUE)
public class EchoLimiter implements HttpUpgradeCheck {

    private final ConnectionLimiter connectionLimiter;

    /**
     * @throws ConfigurationException if the cap is below 1; the server does not start then
     */
    @Inject
    EchoLimiter(EchoSettings echo, SocketSettings sockets, Limits limits) {
        int cap = echo.maxConnections();
        if (cap < 1) {
            throw new ConfigurationException(
                    "handoff.echo.max-connections must be at least 1, not " + cap + ".");
        }
        connectionLimiter =
                new ConnectionLimiter(
                        "echo",
                        new Permits(cap),
                        Limit.ECHO_CONNECTIONS,
                        SocketLimits.of(sockets),
                        limits,
                        System::nanoTime);
    }

    @Produces
    @Singleton
    @Identifier("echo")
    ConnectionLimiter connectionLimiter() {
        return connectionLimiter;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return EchoSocket.ID.equals(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        return AdmissionCheck.perform(connectionLimiter, context.httpRequest());
    }
}
