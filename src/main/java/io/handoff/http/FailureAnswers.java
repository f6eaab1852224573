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
    }

    private static void answer(RoutingContext context) {
        Throwable failure = context.failure();
        if (context.response().headWritten()) {
            LOG.debugf(failure, "%s failed after its head was sent", context.request().path());
            context.response().reset();
            return;
        }
        context.request().resume();
        ProblemAnswer.end(context, problem(context, failure));
    }

    private static Problem problem(RoutingContext context, Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof RejectedExecutionException) {
            return Problem.unavailable("All threads are busy; try again later.");
        }
        int status = context.statusCode();
        if (status >= 400 && status < 500) {
            return new Problem(status, detail(status, failure), Map.of());
        }
        LOG.errorf(failure, "%s failed", context.request().path());
        return new Problem(500, "Internal error; the log of the server has the details.", Map.of());
    }

    private static String detail(int status, Throwable failure) {
        return switch (status) {
            // Vert.x checks the authority and the path before all filters.
            case 400 ->
                    "The request needs one valid 'Host' (':authority' in HTTP/2) and a path that"
                            + " begins with a slash.";
            case 404 -> "There is no resource at this path.";
            default ->
                    failure == null || failure.getMessage() == null
                            ? "The request failed."
                            : failure.getMessage();
        };
    }
}
