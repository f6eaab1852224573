package io.handoff.live;

import io.handoff.socket.Refusal;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Tells who asks for {@code /ws/live} without the handshake's key what belongs there. */
@Path("/ws/live")
@NonBlocking
public class UpgradeRequiredResource {

    @GET
    public Response upgradeRequired(@Context HttpServerRequest request) {
        return Refusal.upgradeRequired("This is a WebSocket: open ws:// here.").response(request);
    }
}
