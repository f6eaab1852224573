package io.handoff.process;

import io.handoff.http.JsonText;
import io.handoff.task.NewTask;
import io.handoff.task.api.SubmissionEndpoint;
import io.handoff.task.api.SubmissionHeaders;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Hands any JSON object to the log worker. */
@Tag(name = "tasks")
@Path("/process")
public class ProcessResource {

    private final SubmissionEndpoint submissionEndpoint;

    public ProcessResource(SubmissionEndpoint submissionEndpoint) {
        this.submissionEndpoint = submissionEndpoint;
    }

    /** The answer: the work is safe, and this is where to follow it. */
    @Schema(name = "Accepted")
    public record Answer(String status, String id, String task, String events) {}

    @Operation(summary = "Hand in any JSON object")
    @RequestBody(ref = "Anything")
    @APIResponse(responseCode = "202", ref = "Accepted")
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<Response> process(@BeanParam SubmissionHeaders facts, byte[] body) {
        String payload = JsonText.object(body);
        NewTask task =
                NewTask.of(
                        LogWorker.KIND,
                        payload,
                        facts.caller().name(),
                        facts.trace(),
                        facts.once("process", payload));
        return submissionEndpoint.submit(
                task, to -> new Answer("accepted", to.id(), to.task(), to.events()));
    }
}
