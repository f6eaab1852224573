package io.handoff.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.http.JsonText;
import io.handoff.http.Problem;
import io.handoff.task.NewTask;
import io.handoff.task.api.SubmissionEndpoint;
import io.handoff.task.api.SubmissionHeaders;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Queues a notification for a user. */
@Tag(name = "tasks")
@Path("/notify/{user_id}")
public class NotificationResource {

    private final SubmissionEndpoint submissionEndpoint;
    private final ObjectMapper json;

    public NotificationResource(SubmissionEndpoint submissionEndpoint, ObjectMapper json) {
        this.submissionEndpoint = submissionEndpoint;
        this.json = json;
    }

    /** The notification is stored durably; the links lead to its task and its events. */
    @Schema(name = "NotificationQueued")
    public record Answer(String detail, String id, String task, String events) {}

    @Operation(summary = "Notify a user")
    @RequestBody(ref = "Notification")
    @APIResponse(responseCode = "202", ref = "NotificationQueued")
    @POST
    @Consumes({MediaType.APPLICATION_JSON, "*/*;q=0.1"})
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<Response> queue(
            @PathParam("user_id") String user,
            @BeanParam SubmissionHeaders headers,
            byte @Nullable [] body) {
        String payload = payload(NotifySubmissionPolicy.recipient(headers.caller(), user), body);
        NewTask task =
                NewTask.of(
                        NotificationWorker.KIND,
                        payload,
                        headers.caller().name(),
                        headers.trace(),
                        headers.once("notify", payload));
        return submissionEndpoint.submit(
                task,
                links ->
                        new Answer(
                                "notification queued", links.id(), links.task(), links.events()));
    }

    private String payload(String user, byte @Nullable [] body) {
        try {
            ObjectNode message =
                    body == null || body.length == 0
                            ? json.createObjectNode()
                            : (ObjectNode) json.readTree(JsonText.object(body));
            Notification.check(message);
            return message.put(Notification.USER, user).toString();
        } catch (JsonProcessingException e) {
            throw Problem.badRequest("Invalid JSON in the body: " + e.getOriginalMessage());
        }
    }
}
