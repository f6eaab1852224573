package io.handoff.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Answers with a problem document where a request fails outside of the resources: in routing, in a
 * filter, in a route. Only what is our own fault is logged.
 */
@Singleton
final class FailureAnswers {

    private static final Logger LOG = Logger.getLogger(FailureAnswers.class);

    private static final int BEFORE_OTHERS = -5000;

    void register(@Observes Router router) {
        router.route().order(BEFORE_OTHERS).failureHandler(FailureAnswers::answer);
        // What fails while routes are compared with the request reaches no route's handler.
        router.errorHandler(400, context -> end(context, malformed(context)));
        router.errorHandler(500, FailureAnswers::answer);
    }

    private static void answer(RoutingContext context) {
        Throwable failure = context.failure();
        if (context.response().headWritten()) {
            LOG.debugf(failure, "%s failed after its head was sent", context.request().path());
            context.response().reset();
            return;
        }
        end(context, problem(context, failure));
    }

    private static void end(RoutingContext context, Problem problem) {
        // A body is read and dropped, so that the connection stays usable.
        context.request().resume();
        ProblemAnswer.end(context, problem);
    }

    private static Problem problem(RoutingContext context, Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof RejectedExecutionException) {
            return Problem.unavailable("All threads are busy; try again later.");
        }
        int status = context.statusCode();
        if (status == 400) {
            return malformed(context);
        }
        if (status >= 400 && status < 500) {
            return new Problem(status, detail(status, failure), Map.of());
        }
        LOG.errorf(failure, "%s failed", context.request().path());
        return new Problem(500, "Internal error; the log of the server has the details.", Map.of());
    }

    /** Vert.x checks the address, the authority and the path before all filters. */
    private static Problem malformed(RoutingContext context) {
        try {
            RequestCheck.checkAddress(context.request().uri());
        } catch (Problem e) {
            return e;
        }
        return Problem.badRequest(
                "The request needs one valid 'Host' (':authority' in HTTP/2) and a path that begins"
                        + " with a slash.");
    }

    private static String detail(int status, Throwable failure) {
        return switch (status) {
            case 404 -> "There is no resource at this path.";
            default ->
                    failure == null || failure.getMessage() == null
                            ? "The request failed."
                            : failure.getMessage();
        };
    }
}
