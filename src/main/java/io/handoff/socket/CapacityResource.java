package io.handoff.socket;

import io.handoff.cluster.Tallies;
import io.handoff.cluster.Tally;
import io.quarkus.scheduler.Scheduled;
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
    private final Tally others;

    CapacityResource(Sockets sockets, Tallies tallies) {
        this.sockets = sockets;
        this.others = tallies.named("capacity");
    }

    /** Tells the other replicas how much room there is here. */
    @Scheduled(every = "1s")
    void tell() {
        for (Gate gate : sockets.gates()) {
            others.set(gate.name() + ".open", gate.open());
            others.set(gate.name() + ".free", gate.free());
            others.set(gate.name() + ".cap", gate.cap());
        }
    }

    /** By kind of socket, of all replicas together; free is 0 where they are about to stop. */
    @Operation(summary = "How much room there is")
    @APIResponse(responseCode = "200", ref = "Capacity", description = "By kind of socket.")
    @GET
    public Map<String, Capacity> capacity() {
        Map<String, Capacity> byName = new TreeMap<>();
        sockets.gates().forEach(g -> byName.put(g.name(), of(g)));
        return byName;
    }

    private Capacity of(Gate gate) {
        return new Capacity(
                gate.open() + others.others(gate.name() + ".open"),
                gate.free() + others.others(gate.name() + ".free"),
                gate.cap() + others.others(gate.name() + ".cap"));
    }

    /** The connections of one kind of socket. */
    @Schema(name = "Capacity")
    public record Capacity(int open, int free, int cap) {}
}
