package io.handoff.http;

import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body whose {@code Content-Length} is too large before anything is read. A body without
 * a length is counted while it is read, see {@link BodyReader}.
 */
@Singleton
final class BodyLimit {

    /** Before all filters that look at the caller, and after credentials are off the address. */
    private static final int AFTER_SECRETS = 1100;

    /** Quarkus sets it at -2; a resource reads the body later. */
    private static final int AFTER_QUARKUS = -1;

    private static final long LINGER_MILLIS = 1_000;

    /** Where Quarkus notes that it is to end the response itself, without a body. */
    private static final String QUARKUS_LIMIT = "io.quarkus.max-request-size";

    private final Limits limits;
    private final long limit;

    BodyLimit(
            Limits limits,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limits = limits;
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_SECRETS);
    }

    void register(@Observes Router router) {
        router.route().order(AFTER_QUARKUS).handler(BodyLimit::withoutLength);
    }

    private static void withoutLength(RoutingContext context) {
        if (context.remove(QUARKUS_LIMIT) != null) {
            context.addEndHandler(sent -> closeIfAnnounced(context));
        }
        context.next();
    }

    private static void closeIfAnnounced(RoutingContext context) {
        if ("close".equals(context.response().headers().get(HttpHeaders.CONNECTION))) {
            closeAfterBody(context);
        }
    }

    /**
     * Drops what still comes of the body for a moment before it closes: closed at once, a client
     * that is still sending could lose the response to a reset of the connection.
     */
    private static void closeAfterBody(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpConnection connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        request.handler(dropped -> {});
        request.exceptionHandler(broken -> {});
        request.endHandler(ended -> connection.close());
        request.resume();
        context.vertx().setTimer(LINGER_MILLIS, due -> connection.close());
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && tooLong(length)) {
            ProblemAnswer.end(context, refusal());
            closeIfAnnounced(context);
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

    boolean exceededBy(long bytes) {
        return bytes > limit;
    }

    /** Counts the refusal. The rest of the body is not read, so the connection cannot be reused. */
    Problem refusal() {
        limits.reached(Limit.BODY_SIZE);
        String detail =
                "The body is larger than "
                        + limit
                        + " bytes, the limit of this server (quarkus.http.limits.max-body-size).";
        return new Problem(413, detail, Map.of("Connection", "close"));
    }
}
