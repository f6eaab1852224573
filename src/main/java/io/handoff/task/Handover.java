package io.handoff.task;

import io.handoff.http.Problem;
import io.handoff.store.Accepted;
import io.handoff.store.StoreUnavailable;
import io.handoff.store.Task;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
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
     * @param body makes the answer's body from the links of the task
     */
    public CompletionStage<Response> accept(NewTask task, Function<Links, Object> body) {
        try {
            return tasks.accept(task)
                    .handle(
                            (accepted, failure) -> {
                                if (failure != null) {
                                    throw problem(failure);
                                }
                                return answer(accepted, body);
                            });
        } catch (QueueFull e) {
            throw Problem.unavailable(e.getMessage());
        }
    }

    private static Response answer(Accepted accepted, Function<Links, Object> body) {
        if (accepted.how() == Accepted.How.KEY_REUSED) {
            throw Problem.unprocessable(
                    "This Idempotency-Key was used for another request; use a new one.");
        }
        Links links = Links.to(accepted.taskId());
        return Response.accepted(body.apply(links)).header("Location", links.task()).build();
    }

    private static RuntimeException problem(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof StoreUnavailable) {
            return Problem.unavailable(cause.getMessage());
        }
        return cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    /** Where to go on from an accepted task. */
    public record Links(String id, String task, String events) {
        static Links to(String id) {
            return new Links(id, "/tasks/" + id, "/channels/" + Task.channelOf(id) + "/events");
        }
    }
}
