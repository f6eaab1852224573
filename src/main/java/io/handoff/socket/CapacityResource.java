package io.handoff.socket;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * How much room there is: a browser learns nothing of a refused upgrade, not even its status, so a
 * page asks here why it could not connect.
 */
@Tag(name = "sockets")
@Path("/capacity")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class CapacityResource {

    private final Sockets sockets;

    CapacityResource(Sockets sockets) {
        this.sockets = sockets;
    }

    /** By kind of socket; free is 0 while this server is about to stop. */
    @Operation(summary = "How much room there is")
    @APIResponse(responseCode = "200", ref = "Capacity", description = "By kind of socket.")
    @GET
    public Map<String, Capacity> capacity() {
        Map<String, Capacity> byName = new TreeMap<>();
        sockets.gates().forEach(g -> byName.put(g.name(), Capacity.of(g)));
        return byName;
    }

    /** The connections of one kind of socket. */
    @Schema(name = "Capacity")
    public record Capacity(int open, int free, int cap) {

        static Capacity of(Gate gate) {
            return new Capacity(gate.open(), gate.free(), gate.cap());
        }
    }
}
