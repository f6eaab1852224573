package io.handoff.echo;

import io.handoff.socket.Refusal;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Tells who asks for {@code /ws} without the handshake's key what belongs there. */
@Path(UpgradeRequiredResource.PATH)
@NonBlocking
public class UpgradeRequiredResource {

    static final String PATH = "/ws";

    @GET
    public Response upgradeRequired() {
        return Refusal.upgradeRequired("This is a WebSocket: open ws:// here.").response(PATH);
    }
}
