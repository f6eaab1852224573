package io.handoff.task.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.access.Caller;
import io.handoff.access.Callers;
import io.handoff.http.JsonText;
import io.handoff.http.PageReader;
import io.handoff.http.Problem;
import io.handoff.http.Waiting;
import io.handoff.task.NewTask;
import io.handoff.task.Task;
import io.handoff.task.engine.TaskEngine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Submits, reads, lists and awaits tasks over HTTP. */
@Tag(name = "tasks")
@Path("/tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource {

    private final TaskEngine taskEngine;
    private final SubmissionEndpoint submissionEndpoint;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Callers callers;
    private final TaskAccess access;
    private final SubmissionPolicies rules;
    private final PageReader pages;
    private final Set<String> kinds;

    public TaskResource(
            TaskEngine taskEngine,
            SubmissionEndpoint submissionEndpoint,
            ObjectMapper json,
            InstantSource clock,
            Callers callers,
            SubmissionPolicies rules,
            PageReader pages) {
        this.pages = pages;
        this.taskEngine = taskEngine;
        this.submissionEndpoint = submissionEndpoint;
        this.json = json;
        this.clock = clock;
        this.callers = callers;
        this.access = new TaskAccess(taskEngine);
        this.rules = rules;
        this.kinds = rules.enabled(taskEngine.kinds());
    }

    /** The answer to an accepted task. No method returns it by its type. */
    @RegisterForReflection
    public record Answer(String status, String id, String task, String events) {

        public static Answer to(SubmissionEndpoint.Links links) {
            return new Answer("accepted", links.id(), links.task(), links.events());
        }
    }

    /**
     * Some tasks, newest first; {@code next} is the path of the rest, absent where there is none.
     */
    @Schema(name = "TaskPage")
    @com.fasterxml.jackson.annotation.JsonInclude(
            com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
    public record Page(List<TaskView> tasks, @Nullable String next) {}

    @Operation(summary = "Hand in work of any kind")
    @RequestBody(ref = "NewTask")
    @APIResponse(responseCode = "202", ref = "Accepted")
    @APIResponse(responseCode = "403", ref = "Foreign")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<Response> create(
            @BeanParam SubmissionHeaders facts, byte @Nullable [] body)
            throws JsonProcessingException {
        String text = JsonText.object(body);
        NewTask task =
                new TaskRequest(json.readTree(text))
                        .toTask(
                                kinds,
                                facts.caller().name(),
                                clock.millis(),
                                facts.trace(),
                                facts.once("tasks", text));
        task = rules.checked(facts.caller(), task);
        return submissionEndpoint.submit(task, Answer::to);
    }

    @Operation(summary = "Look at a task, or wait for its end")
    @APIResponse(
            responseCode = "200",
            ref = "Task",
            description = "The task with all its attempts.")
    @GET
    @Path("/{id}")
    @Blocking
    public CompletionStage<TaskView> find(
            @Context RoutingContext context,
            @PathParam("id") String id,
            @Parameter(description = "Seconds, up to 30, to hold the answer back for the end")
                    @QueryParam("wait")
                    @Nullable String wait) {
        Duration limit = Waiting.parse(wait);
        Caller caller = callers.of(context);
        Task first = access.visible(caller, id);
        if (limit.isZero() || first.state().ended()) {
            return CompletableFuture.completedStage(TaskView.whole(first));
        }
        CompletableFuture<Task> end =
                taskEngine
                        .awaitEnd(id, limit)
                        .orElseThrow(
                                () ->
                                        Problem.unavailable(
                                                "Too many callers wait for tasks already; ask"
                                                        + " without ?wait= or try again."));
        Optional<Task> now = taskEngine.find(id);
        if (now.isEmpty() || now.get().state().ended()) {
            end.complete(now.orElse(null));
        }
        return end.thenApplyAsync(
                ended -> TaskView.whole(ended == null ? access.visible(caller, id) : ended),
                taskEngine.readers());
    }

    @Operation(summary = "List tasks, newest first")
    @APIResponse(
            responseCode = "200",
            ref = "TaskPage",
            description = "A page; `next` is the path of the one after it.")
    @GET
    @Blocking
    public Page list(
            @Context RoutingContext context,
            @Parameter(example = "dead") @QueryParam("state") @Nullable String state,
            @Parameter(example = "process") @QueryParam("kind") @Nullable String kind,
            @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "Follow next instead of making one") @QueryParam("cursor")
                    @Nullable String cursor) {
        TaskListQuery taskListQuery = TaskListQuery.parse(state, kind, limit, cursor);
        String owner = TaskAccess.listed(callers.of(context));
        PageReader.Page<Task> found =
                pages.read(
                        taskListQuery.limit(),
                        TaskListQuery::size,
                        (last, count) -> taskEngine.list(taskListQuery.query(owner, last, count)));
        return new Page(
                found.rows().stream().map(TaskView::brief).toList(), taskListQuery.next(found));
    }
}
