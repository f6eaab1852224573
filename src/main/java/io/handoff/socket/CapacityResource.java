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
 * How many more connections are possible. A browser gives a page no status of a refused upgrade, so
 * the page asks here why it could not connect.
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

    /** Shares this replica's numbers with the others. */
    @Scheduled(every = "1s")
    void share() {
        for (ConnectionLimiter connectionLimiter : connectionLimiters.connectionLimiters()) {
            others.set(connectionLimiter.name() + ".open", connectionLimiter.open());
            others.set(connectionLimiter.name() + ".free", connectionLimiter.free());
            others.set(connectionLimiter.name() + ".cap", connectionLimiter.cap());
        }
    }

    /** The sum of all replicas by kind of connection; a replica that is stopping has none free. */
    @Operation(summary = "Get the number of open and free connections")
    @APIResponse(responseCode = "200", ref = "Capacity", description = "By kind of connection.")
    @GET
    public Map<String, Capacity> capacity() {
        Map<String, Capacity> byName = new TreeMap<>();
        connectionLimiters
                .connectionLimiters()
                .forEach(limiter -> byName.put(limiter.name(), of(limiter)));
        return byName;
    }

    private Capacity of(ConnectionLimiter connectionLimiter) {
        return new Capacity(
                connectionLimiter.open() + others.others(connectionLimiter.name() + ".open"),
                connectionLimiter.free() + others.others(connectionLimiter.name() + ".free"),
                connectionLimiter.cap() + others.others(connectionLimiter.name() + ".cap"));
    }

    /** The connections of one kind. */
    @Schema(name = "Capacity")
    public record Capacity(int open, int free, int cap) {}
}
