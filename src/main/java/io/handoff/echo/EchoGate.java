package io.handoff.echo;

import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.handoff.socket.Gate;
import io.handoff.socket.GateCheck;
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

/** The cap of the echo. Last of all upgrade checks, so that who is refused anyway takes no slot. */
@Startup
@Singleton
@Priority(Integer.MIN_VALUE)
public class EchoGate implements HttpUpgradeCheck {

    private final Gate gate;

    /**
     * @throws ConfigurationException when the cap is below 1: stops the start
     */
    @Inject
    EchoGate(EchoSettings echo, SocketSettings sockets, Limits limits) {
        int cap = echo.maxConnections();
        if (cap < 1) {
            throw new ConfigurationException(
                    "handoff.echo.max-connections is " + cap + ", but it has to be at least 1");
        }
        gate =
                new Gate(
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
    Gate gate() {
        return gate;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return EchoSocket.ID.equals(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        return GateCheck.perform(gate, context.httpRequest());
    }
}
