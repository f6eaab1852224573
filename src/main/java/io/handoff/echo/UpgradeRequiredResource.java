package io.handoff.echo;

import io.handoff.socket.Refusal;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers requests for {@code /ws} that do not open a WebSocket. */
@Tag(name = "sockets")
@Path("/ws")
@NonBlocking
public class UpgradeRequiredResource {

    @Operation(summary = "The echo, a WebSocket")
    @APIResponse(responseCode = "101", ref = "Upgraded")
    @APIResponse(responseCode = "426", ref = "UpgradeRequired")
    @GET
    public Response upgradeRequired(@Context HttpServerRequest request) {
        return Refusal.upgradeRequired("This is a WebSocket; connect with ws:// or wss://.")
                .response(request);
    }
}
