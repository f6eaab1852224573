package io.handoff.bulk;

import io.handoff.http.JsonText;
import io.handoff.task.NewTask;
import io.handoff.task.api.SubmissionEndpoint;
import io.handoff.task.api.SubmissionHeaders;
import io.handoff.task.api.TaskResource;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes many tasks by one task, which is durable, reports progress and can be cancelled. */
@Tag(name = "tasks")
@Path("/tasks/bulk")
public class BulkResource {

    /** Ahead of the waiting tasks, which it may be meant to cancel. */
    private static final int FIRST = 100;

    private final SubmissionEndpoint submissionEndpoint;
    private final BulkSubmissionPolicy rule;

    public BulkResource(SubmissionEndpoint submissionEndpoint, BulkSubmissionPolicy rule) {
        this.submissionEndpoint = submissionEndpoint;
        this.rule = rule;
    }

    @Operation(summary = "Retry, cancel or discard many tasks at once")
    @RequestBody(ref = "Bulk")
    @APIResponse(responseCode = "202", ref = "Accepted")
    @APIResponse(responseCode = "403", ref = "Foreign")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<Response> bulk(@BeanParam SubmissionHeaders facts, byte[] body) {
        String payload = rule.check(facts.caller(), JsonText.object(body));
        NewTask task =
                new NewTask(
                        BulkWorker.KIND,
                        payload,
                        facts.caller().name(),
                        0,
                        new NewTask.Options(FIRST, null, null, null, facts.trace()),
                        facts.once("bulk", payload));
        return submissionEndpoint.submit(task, TaskResource.Answer::to);
    }
}
