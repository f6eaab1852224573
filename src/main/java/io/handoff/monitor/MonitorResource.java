package io.handoff.monitor;

import io.handoff.access.Callers;
import io.handoff.access.Denied;
import io.handoff.cluster.NodeName;
import io.handoff.task.Nodes;
import io.handoff.task.TaskSettings;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How all replicas did lately; how they go on is told in {@code ops:monitor}. */
@Tag(name = "operations")
@Path("/monitor")
@Produces(MediaType.APPLICATION_JSON)
public class MonitorResource {

    private final ClusterSamples clusterSamples;
    private final Callers callers;
    private final InstantSource clock;
    private final String replica;
    private final boolean shared;
    private final long lease;

    MonitorResource(
            ClusterSamples clusterSamples,
            Callers callers,
            InstantSource clock,
            NodeName replica,
            Nodes nodes,
            TaskSettings settings) {
        this.clusterSamples = clusterSamples;
        this.callers = callers;
        this.clock = clock;
        this.replica = replica.text();
        this.shared = nodes.shared();
        this.lease = settings.lease().toMillis();
    }

    /**
     * All times in milliseconds.
     *
     * @param replica which one answers
     * @param shared whether replicas share the store
     * @param lease after so long in silence a replica is taken for gone
     * @param step how much time each of the series has
     * @param series of all replicas together, oldest first, as far as this one has heard them
     * @param samples the newest of each replica that is there
     */
    @Schema(name = "Monitor")
    public record View(
            long at,
            String replica,
            boolean shared,
            long lease,
            long step,
            List<Series.Step> series,
            List<Sample> samples) {}

    @Operation(summary = "How all replicas do, and did in the last 15 minutes")
    @APIResponse(responseCode = "200", ref = "Monitor", description = "To begin with.")
    @APIResponse(responseCode = "403", ref = "Foreign")
    @GET
    @NonBlocking
    public View monitor(@Context RoutingContext context) {
        if (!callers.of(context).readsAll()) {
            throw Denied.foreign("Only admin and viewer see how the service does.");
        }
        return new View(
                clock.millis(),
                replica,
                shared,
                lease,
                Series.STEP_MILLIS,
                clusterSamples.series(),
                clusterSamples.samples());
    }
}
