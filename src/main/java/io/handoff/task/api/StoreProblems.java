package io.handoff.task.api;

import io.handoff.http.Problem;
import io.handoff.http.ProblemMappers;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.QueueFull;
import io.handoff.task.UniqueKeyTaken;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the queue and the store refuse, as problem documents. */
public final class StoreProblems {

    private final ProblemMappers problems = new ProblemMappers();

    @ServerExceptionMapper
    public Response full(QueueFull refusal, UriInfo uri) {
        return problems.problem(
                Problem.unavailable(Objects.requireNonNull(refusal.getMessage())), uri);
    }

    @ServerExceptionMapper
    public Response unavailable(StoreUnavailable refusal, UriInfo uri) {
        return problems.problem(Problem.unavailable(refusal.getMessage()), uri);
    }

    @ServerExceptionMapper
    public Response taken(UniqueKeyTaken refusal, UriInfo uri) {
        return problems.problem(
                Problem.conflict(Objects.requireNonNull(refusal.getMessage())), uri);
    }
}
