package io.handoff.socket;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much room there is: a browser learns nothing of a refused upgrade, not even its status, so a
 * page asks here why it could not connect.
 */
@Path("/capacity")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class CapacityResource {

    private final Sockets sockets;

    CapacityResource(Sockets sockets) {
        this.sockets = sockets;
    }

    /** By kind of socket; free is 0 while this server is about to stop. */
    @GET
    public Map<String, Capacity> capacity() {
        Map<String, Capacity> byName = new TreeMap<>();
        sockets.gates().forEach(g -> byName.put(g.name(), Capacity.of(g)));
        return byName;
    }

    /** The connections of one kind of socket. */
    public record Capacity(int open, int free, int cap) {

        static Capacity of(Gate gate) {
            return new Capacity(gate.open(), gate.free(), gate.cap());
        }
    }
}
