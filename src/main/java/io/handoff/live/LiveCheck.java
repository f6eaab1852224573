package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.access.Callers;
import io.handoff.http.Problem;
import io.handoff.socket.AdmissionCheck;
import io.handoff.socket.ConnectionLimiter;
import io.handoff.socket.Refusal;
import io.quarkus.runtime.Startup;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

/**
 * Decides on upgrades to {@code /ws/live}, and starts the session. It is the last of all upgrade
 * checks, so that a request that another check refuses takes no permit.
 */
@Startup
@Singleton
@Priority(Integer.MIN_VALUE)
public class LiveCheck implements HttpUpgradeCheck {

    private final ConnectionLimiter connectionLimiter;
    private final LiveLimits liveLimits;
    private final Callers callers;
    private final LiveConnections liveConnections;

    LiveCheck(
            @Identifier("live") ConnectionLimiter connectionLimiter,
            LiveLimits liveLimits,
            Callers callers,
            LiveConnections liveConnections) {
        this.connectionLimiter = connectionLimiter;
        this.liveLimits = liveLimits;
        this.callers = callers;
        this.liveConnections = liveConnections;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return LiveSocket.ID.equals(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        Caller caller;
        try {
            caller = callers.of(request);
        } catch (Problem e) {
            Refusal.of(e).answer(request);
            return Uni.createFrom().nothing();
        }
        return AdmissionCheck.perform(
                connectionLimiter,
                request,
                liveLimits.extraPermit(caller, request),
                connection ->
                        context.userData()
                                .put(
                                        LiveSocket.SESSION,
                                        liveConnections.start(connection, caller)));
    }
}
