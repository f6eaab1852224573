package io.handoff.task;

import io.handoff.http.Problem;
import io.handoff.store.Accepted;
import io.handoff.store.Task;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Hands work in on behalf of a request and answers it: 202 once it is durable, or why not. */
@Singleton
public class Handover {

    private final Tasks tasks;

    public Handover(Tasks tasks) {
        this.tasks = tasks;
    }

    /**
     * What the queue or the store refuses, {@link StoreProblems} answers.
     *
     * @param body makes the answer's body from the links of the task
     */
    public CompletionStage<Response> accept(NewTask task, Function<Links, Object> body) {
        return tasks.accept(task).thenApply(accepted -> answer(accepted, body));
    }

    private static Response answer(Accepted accepted, Function<Links, Object> body) {
        if (accepted.how() == Accepted.How.KEY_REUSED) {
            throw Problem.unprocessable(
                    "This Idempotency-Key was used for another request; use a new one.");
        }
        Links links = Links.to(accepted.taskId());
        return Response.accepted(body.apply(links)).header("Location", links.task()).build();
    }

    /** Where to go on from an accepted task. */
    public record Links(String id, String task, String events) {
        static Links to(String id) {
            return new Links(id, "/tasks/" + id, "/channels/" + Task.channelOf(id) + "/events");
        }
    }
}
