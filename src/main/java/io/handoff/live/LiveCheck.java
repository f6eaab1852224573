package io.handoff.live;

import io.handoff.access.Caller;
import io.handoff.access.Callers;
import io.handoff.http.Problem;
import io.handoff.socket.Gate;
import io.handoff.socket.GateCheck;
import io.handoff.socket.Refusal;
import io.quarkus.runtime.Startup;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

/**
 * Decides on upgrades to {@code /ws/live}, and begins the conversation. Last of all upgrade checks,
 * so that who is refused anyway takes no slot.
 */
@Startup
@Singleton
@Priority(Integer.MIN_VALUE)
public class LiveCheck implements HttpUpgradeCheck {

    private final Gate gate;
    private final LiveGate caps;
    private final Callers callers;
    private final Live live;

    LiveCheck(@Identifier("live") Gate gate, LiveGate caps, Callers callers, Live live) {
        this.gate = gate;
        this.caps = caps;
        this.callers = callers;
        this.live = live;
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
        return GateCheck.perform(
                gate,
                request,
                caps.claim(caller, request),
                line -> context.userData().put(LiveSocket.CONVERSATION, live.begin(line, caller)));
    }
}
