package io.handoff.http;

import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body whose {@code Content-Length} is too large before anything is read. The server's
 * own limit, which remains for bodies without a length, answers 413 without a body.
 */
@Singleton
final class BodyLimit {

    /** Before all other filters. */
    private static final int FIRST = 1000;

    private final Limits limits;
    private final long limit;

    BodyLimit(
            Limits limits,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limits = limits;
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && tooLong(length)) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private boolean tooLong(String length) {
        try {
            return Long.parseLong(length) > limit;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void refuse(RoutingContext context) {
        limits.reached(Limit.BODY_SIZE);
        String detail =
                "The body is larger than "
                        + limit
                        + " bytes, the limit of this server (quarkus.http.limits.max-body-size).";
        // The rest of the body is not read, so the connection cannot be used again.
        ProblemAnswer.end(context, new Problem(413, detail, Map.of("Connection", "close")));
    }
}
