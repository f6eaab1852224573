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

/** The recent samples of all replicas; {@code ops:monitor} has the live ones. */
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
     * @param replica the name of the replica that answers
     * @param shared whether replicas share the store
     * @param lease how long a silent replica counts as live
     * @param step the length of a step
     * @param series all replicas together, oldest step first, as far as this replica received
     *     samples
     * @param samples the newest sample of each live replica
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

    @Operation(summary = "Read the state of all replicas, and their last 15 minutes")
    @APIResponse(
            responseCode = "200",
            ref = "Monitor",
            description = "The newest samples, and the series.")
    @APIResponse(responseCode = "403", ref = "Foreign")
    @GET
    @NonBlocking
    public View monitor(@Context RoutingContext context) {
        if (!callers.of(context).readsAll()) {
            throw Denied.foreign("Only an admin or a viewer may see the monitor.");
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
