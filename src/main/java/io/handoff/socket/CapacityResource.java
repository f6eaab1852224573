package io.handoff.socket;

import io.handoff.cluster.ReplicatedCounter;
import io.handoff.cluster.ReplicatedCounters;
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

    private final ConnectionLimiters connectionLimiters;
    private final ReplicatedCounter others;

    CapacityResource(ConnectionLimiters connectionLimiters, ReplicatedCounters replicatedCounters) {
        this.connectionLimiters = connectionLimiters;
        this.others = replicatedCounters.named("capacity");
    }

    /** Tells the other replicas how much room there is here. */
    @Scheduled(every = "1s")
    void tell() {
        for (ConnectionLimiter connectionLimiter : connectionLimiters.connectionLimiters()) {
            others.set(connectionLimiter.name() + ".open", connectionLimiter.open());
            others.set(connectionLimiter.name() + ".free", connectionLimiter.free());
            others.set(connectionLimiter.name() + ".cap", connectionLimiter.cap());
        }
    }

    /** By kind of socket, of all replicas together; free is 0 where they are about to stop. */
    @Operation(summary = "How much room there is")
    @APIResponse(responseCode = "200", ref = "Capacity", description = "By kind of socket.")
    @GET
    public Map<String, Capacity> capacity() {
        Map<String, Capacity> byName = new TreeMap<>();
        connectionLimiters.connectionLimiters().forEach(g -> byName.put(g.name(), of(g)));
        return byName;
    }

    private Capacity of(ConnectionLimiter connectionLimiter) {
        return new Capacity(
                connectionLimiter.open() + others.others(connectionLimiter.name() + ".open"),
                connectionLimiter.free() + others.others(connectionLimiter.name() + ".free"),
                connectionLimiter.cap() + others.others(connectionLimiter.name() + ".cap"));
    }

    /** The connections of one kind of socket. */
    @Schema(name = "Capacity")
    public record Capacity(int open, int free, int cap) {}
}
