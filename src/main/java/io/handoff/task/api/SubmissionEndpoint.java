package io.handoff.task.api;

import io.handoff.http.Problem;
import io.handoff.task.Accepted;
import io.handoff.task.NewTask;
import io.handoff.task.Task;
import io.handoff.task.engine.TaskEngine;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Submits a task on behalf of a request: 202 once it is durable, or a problem. */
@Singleton
public class SubmissionEndpoint {

    private final TaskEngine taskEngine;

    public SubmissionEndpoint(TaskEngine taskEngine) {
        this.taskEngine = taskEngine;
    }

    /**
     * What the queue or the store refuses, {@link StoreProblems} answers.
     *
     * @param body makes the answer's body from the links of the task
     */
    public CompletionStage<Response> submit(NewTask task, Function<Links, Object> body) {
        return taskEngine.submit(task).thenApply(accepted -> answer(accepted, body));
    }

    private static Response answer(Accepted accepted, Function<Links, Object> body) {
        if (accepted.how() == Accepted.How.KEY_REUSED) {
            throw Problem.unprocessable(
                    "This Idempotency-Key was used for another request; use a new one.");
        }
        // Null only for a run of a schedule that was not due, which no request submits.
        Links links = Links.to(Objects.requireNonNull(accepted.taskId()));
        return Response.accepted(body.apply(links)).header("Location", links.task()).build();
    }

    /** The addresses of an accepted task. */
    public record Links(String id, String task, String events) {
        static Links to(String id) {
            return new Links(id, "/tasks/" + id, "/channels/" + Task.channelOf(id) + "/events");
        }
    }
}
