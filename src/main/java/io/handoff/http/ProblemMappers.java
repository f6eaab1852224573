package io.handoff.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.UnwrapException;

/** Maps everything that a resource throws to a problem document. */
@UnwrapException(CompletionException.class)
public final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(Problem problem, UriInfo uri) {
        Response.ResponseBuilder response = response(problem.status(), problem.getMessage(), uri);
        problem.headers().forEach(response::header);
        return response.build();
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException refusal, UriInfo uri) {
        int status = refusal.getResponse().getStatus();
        Response.ResponseBuilder response = response(status, detail(status, refusal), uri);
        Object allow = refusal.getResponse().getHeaders().getFirst("Allow");
        if (allow != null) {
            response.header("Allow", allow);
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure, UriInfo uri) {
        LOG.errorf(failure, "%s failed", uri.getPath());
        return response(500, "Internal error; the log of the server has the details.", uri).build();
    }

    private static Response.ResponseBuilder response(int status, String detail, UriInfo uri) {
        return Response.status(status)
                .type(ProblemBody.MEDIA_TYPE)
                .entity(ProblemBody.of(status, detail, uri.getPath()));
    }

    private static String detail(int status, WebApplicationException refusal) {
        return switch (status) {
            case 404 -> "There is no resource at this path.";
            case 405 -> "This path does not support this method; see the header 'Allow'.";
            case 406 -> "This path answers with JSON; accept application/json.";
            case 413 ->
                    "The body is larger than the limit of this server (quarkus.http.limits.max-body-size).";
            case 415 -> "Send JSON, with Content-Type: application/json.";
            default -> refusal.getMessage();
        };
    }
}
