package io.handoff.task.api;

import io.handoff.access.Caller;
import io.handoff.access.Callers;
import io.handoff.audit.Audit;
import io.handoff.http.Problem;
import io.handoff.task.Task;
import io.handoff.task.TaskAdmin;
import io.handoff.task.TaskState;
import io.handoff.task.engine.TaskEngine;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Cancels, retries and discards tasks. What an operator does is in the audit log first. */
@Tag(name = "tasks")
@Path("/tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TaskChangeResource {

    private final TaskEngine taskEngine;
    private final TaskAdmin taskAdmin;
    private final Callers callers;
    private final Audit audit;
    private final TaskAccess access;

    public TaskChangeResource(
            TaskEngine taskEngine, TaskAdmin taskAdmin, Callers callers, Audit audit) {
        this.taskEngine = taskEngine;
        this.taskAdmin = taskAdmin;
        this.callers = callers;
        this.audit = audit;
        this.access = new TaskAccess(taskEngine);
    }

    @Operation(summary = "Cancel a task")
    @APIResponse(
            responseCode = "200",
            ref = "CancelledTask",
            description = "It was waiting, and is cancelled.")
    @APIResponse(responseCode = "202", ref = "StoppingTask")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @DELETE
    @Path("/{id}")
    @Blocking
    public CompletionStage<Response> cancel(
            @Context RoutingContext context, @PathParam("id") String id) {
        Caller caller = callers.of(context);
        return written(caller, "task.cancel", id, () -> taskEngine.cancel(id))
                .thenApply(after -> cancelled(after.orElseThrow(() -> missing(caller, id))));
    }

    private static Response cancelled(TaskEngine.Change change) {
        if (!change.made()) {
            throw Problem.conflict(
                    "The task has ended already: it is " + change.task().state().label() + ".");
        }
        // A running task was asked to stop, and does so in its own time.
        boolean done = change.task().state() == TaskState.CANCELLED;
        return Response.status(done ? 200 : 202).entity(TaskView.whole(change.task())).build();
    }

    @Operation(summary = "Run a dead task again")
    @APIResponse(responseCode = "202", ref = "QueuedTask")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @POST
    @Path("/{id}/retry")
    @Blocking
    public CompletionStage<Response> retry(
            @Context RoutingContext context, @PathParam("id") String id) {
        Caller caller = callers.of(context);
        return written(caller, "task.retry", id, () -> taskEngine.retry(id))
                .thenApply(after -> revived(after.orElseThrow(() -> missing(caller, id))));
    }

    private static Response revived(TaskEngine.Change change) {
        if (!change.made()) {
            throw Problem.conflict(
                    "Only a dead task can be run again; this one is "
                            + change.task().state().label()
                            + ".");
        }
        return Response.accepted(TaskView.whole(change.task())).build();
    }

    @Operation(summary = "Discard a task that has ended, with its history")
    @APIResponse(responseCode = "204", ref = "Discarded")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @POST
    @Path("/{id}/discard")
    @Blocking
    public CompletionStage<Response> discard(
            @Context RoutingContext context, @PathParam("id") String id) {
        Caller caller = callers.of(context);
        return written(caller, "task.discard", id, () -> taskAdmin.discard(List.of(id)))
                .thenApplyAsync(gone -> discarded(caller, id, gone), taskEngine.readers());
    }

    private Response discarded(Caller caller, String id, int gone) {
        if (gone == 0) {
            Optional<Task> there = taskEngine.find(id);
            String state = there.orElseThrow(() -> missing(caller, id)).state().label();
            throw Problem.conflict(
                    "Only a task that has ended can be discarded; this one is " + state + ".");
        }
        return Response.noContent().build();
    }

    /** Blocks until it is known that the caller may; then writes it down, and then does it. */
    private <T> CompletionStage<T> written(
            Caller caller, String type, String id, Supplier<CompletionStage<T>> action) {
        Task task = access.changeable(caller, id);
        return audit.write(caller, type, "/tasks/" + id, task.owner(), task.kind())
                .thenComposeAsync(done -> action.get(), taskEngine.readers());
    }

    private static Problem missing(Caller caller, String id) {
        return TaskAccess.missing(caller, id);
    }
}
