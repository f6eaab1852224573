package io.handoff.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.access.Caller;
import io.handoff.access.Callers;
import io.handoff.audit.Audit;
import io.handoff.http.JsonText;
import io.handoff.http.Numbers;
import io.handoff.http.PageReader;
import io.handoff.http.Problem;
import io.handoff.task.NewTask;
import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.api.SubmissionEndpoint;
import io.handoff.task.api.SubmissionHeaders;
import io.handoff.task.api.SubmissionPolicies;
import io.handoff.task.api.TaskRequest;
import io.handoff.task.api.TaskResource;
import io.handoff.task.engine.TaskEngine;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Schedules over HTTP: create, read, pause, resume, run now, delete. */
@Tag(name = "schedules")
@Path("/schedules")
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;

    /** About the size of all fields but the payload. */
    private static final int VIEW_SIZE = 800;

    private static final Pattern CURSOR = Pattern.compile("[0-9a-f-]{36}");

    private final ScheduleOperations scheduleOperations;
    private final Set<String> kinds;
    private final SubmissionEndpoint submissionEndpoint;
    private final SubmissionPolicies submissionPolicies;
    private final Callers callers;
    private final ObjectMapper json;
    private final Audit audit;
    private final PageReader pages;

    ScheduleResource(
            ScheduleOperations scheduleOperations,
            TaskEngine taskEngine,
            SubmissionEndpoint submissionEndpoint,
            SubmissionPolicies submissionPolicies,
            Callers callers,
            ObjectMapper json,
            Audit audit,
            PageReader pages) {
        this.pages = pages;
        this.audit = audit;
        this.scheduleOperations = scheduleOperations;
        this.kinds = submissionPolicies.enabled(taskEngine.kinds());
        this.submissionEndpoint = submissionEndpoint;
        this.submissionPolicies = submissionPolicies;
        this.callers = callers;
        this.json = json;
    }

    /**
     * Schedules, newest first; {@code next} is the path of the next page, absent on the last one.
     */
    @Schema(name = "SchedulePage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<ScheduleView> schedules, @Nullable String next) {}

    @Operation(summary = "Create a schedule: a task at each run")
    @RequestBody(ref = "NewSchedule")
    @APIResponse(responseCode = "201", ref = "NewSchedule")
    @APIResponse(responseCode = "403", ref = "Foreign")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<Response> create(@Context RoutingContext context, byte @Nullable [] body)
            throws JsonProcessingException {
        Caller caller = callers.of(context);
        ObjectNode requested = (ObjectNode) json.readTree(JsonText.object(body));
        ScheduleRequest.checkFields(requested);
        ObjectNode work = requested.deepCopy().without(ScheduleRequest.OWN);
        NewTask task = new TaskRequest(work).toTask(kinds, caller.name(), 0, null, null);
        ScheduleRequest request =
                new ScheduleRequest(requested, submissionPolicies.checked(caller, task));
        return scheduleOperations
                .add(request, caller)
                .thenApply(
                        schedule ->
                                Response.status(Response.Status.CREATED)
                                        .header("Location", ScheduleView.path(schedule.id()))
                                        .entity(view(schedule))
                                        .build());
    }

    @Operation(summary = "List schedules, newest first")
    @APIResponse(responseCode = "200", ref = "SchedulePage")
    @GET
    @Blocking
    public Page list(
            @Context RoutingContext context,
            @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "From 'next' of the previous page; opaque")
                    @QueryParam("cursor")
                    @Nullable String cursor) {
        int size = (int) Numbers.query("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        if (cursor != null && !CURSOR.matcher(cursor).matches()) {
            throw Problem.badRequest(
                    "Invalid 'cursor': use the value of 'next' from the previous page.");
        }
        Caller caller = callers.of(context);
        PageReader.Page<Schedule> found =
                pages.read(
                        size,
                        schedule -> VIEW_SIZE + schedule.work().payload().length(),
                        (last, count) ->
                                scheduleOperations.list(
                                        caller, last == null ? cursor : last.id(), count));
        return new Page(
                found.rows().stream().map(this::view).toList(),
                found.more() ? "/schedules?limit=" + size + "&cursor=" + found.last().id() : null);
    }

    @Operation(summary = "Get a schedule")
    @APIResponse(responseCode = "200", ref = "Schedule")
    @GET
    @Path("/{id}")
    @Blocking
    public ScheduleView find(@Context RoutingContext context, @PathParam("id") String id) {
        return view(scheduleOperations.visible(callers.of(context), id));
    }

    @Operation(summary = "Pause a schedule")
    @APIResponse(responseCode = "200", ref = "PausedSchedule")
    @POST
    @Path("/{id}/pause")
    @Blocking
    public CompletionStage<ScheduleView> pause(
            @Context RoutingContext context, @PathParam("id") String id) {
        Caller caller = callers.of(context);
        return audited(
                        caller,
                        "schedule.pause",
                        id,
                        schedule -> scheduleOperations.pause(caller, id))
                .thenApply(this::view);
    }

    @Operation(summary = "Resume a paused schedule")
    @APIResponse(responseCode = "200", ref = "Schedule")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @POST
    @Path("/{id}/resume")
    @Blocking
    public CompletionStage<ScheduleView> resume(
            @Context RoutingContext context, @PathParam("id") String id) {
        Caller caller = callers.of(context);
        return audited(
                        caller,
                        "schedule.resume",
                        id,
                        schedule -> scheduleOperations.resume(caller, id))
                .thenApply(this::view);
    }

    @Operation(summary = "Run a schedule now, once, beside its times")
    @APIResponse(responseCode = "202", ref = "Accepted")
    @POST
    @Path("/{id}/run")
    @Blocking
    public CompletionStage<Response> run(
            @BeanParam SubmissionHeaders headers, @PathParam("id") String id) {
        String trace = headers.trace();
        IdempotencyKey once = headers.once("schedules", id);
        return audited(
                headers.caller(),
                "schedule.run",
                id,
                schedule ->
                        submissionEndpoint.submit(
                                ScheduleRunner.task(schedule, trace, once),
                                TaskResource.Answer::to));
    }

    @Operation(summary = "Delete a schedule")
    @APIResponse(responseCode = "204", ref = "Deleted")
    @DELETE
    @Path("/{id}")
    @Blocking
    public CompletionStage<Void> delete(
            @Context RoutingContext context, @PathParam("id") String id) {
        Caller caller = callers.of(context);
        return audited(
                caller, "schedule.delete", id, schedule -> scheduleOperations.delete(caller, id));
    }

    /**
     * Applies the action if the caller may; an operator's action is recorded in the audit first.
     * Blocks.
     */
    private <T> CompletionStage<T> audited(
            Caller caller, String type, String id, Function<Schedule, CompletionStage<T>> action) {
        Schedule schedule = scheduleOperations.changeable(caller, id);
        return audit.write(caller, type, ScheduleView.path(id), schedule.owner(), schedule.kind())
                .thenComposeAsync(
                        done -> action.apply(schedule), Infrastructure.getDefaultExecutor());
    }

    private ScheduleView view(Schedule schedule) {
        return ScheduleView.of(schedule, kinds);
    }
}
