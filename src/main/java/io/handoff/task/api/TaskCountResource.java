package io.handoff.task.api;

import io.handoff.access.Callers;
import io.handoff.task.TaskAdmin;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How many tasks there are. */
@Tag(name = "tasks")
@Path("/tasks/count")
@Produces(MediaType.APPLICATION_JSON)
public class TaskCountResource {

    private final TaskAdmin taskAdmin;
    private final Callers callers;

    public TaskCountResource(TaskAdmin taskAdmin, Callers callers) {
        this.taskAdmin = taskAdmin;
        this.callers = callers;
    }

    /**
     * @param more whether there are more than {@code count}
     */
    @Schema(name = "TaskCount")
    public record Count(long count, boolean more) {}

    @Operation(summary = "Count tasks")
    @APIResponse(responseCode = "200", ref = "TaskCount", description = "Up to 10,000.")
    @GET
    @Blocking
    public Count count(
            @Context RoutingContext context,
            @Parameter(example = "dead") @QueryParam("state") String state,
            @Parameter(example = "process") @QueryParam("kind") String kind) {
        String owner = TaskAccess.listed(callers.of(context));
        long found = taskAdmin.count(TaskListQuery.toCount(state, kind).query(owner));
        return new Count(
                Math.min(found, TaskListQuery.MOST_COUNTED), found > TaskListQuery.MOST_COUNTED);
    }
}
