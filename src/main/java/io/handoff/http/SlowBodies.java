package io.handoff.http;

import io.handoff.internals.VertxConnection;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Ends a request whose body takes too long. The server's idle timeout does not see it: each byte
 * that drips in starts that anew.
 */
@Singleton
final class SlowBodies {

    /** After the filters that refuse without reading a body. */
    private static final int AFTER_CHECKS = 150;

    private final long timeoutMillis;

    SlowBodies(HttpSettings settings) {
        this.timeoutMillis = settings.bodyTimeout().toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, AFTER_CHECKS);
    }

    private void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (hasBody(request)) {
            EventExecutor loop = VertxConnection.loopOf(request);
            // Most bodies come with the head, and have been read before this runs.
            loop.execute(() -> schedule(context, loop));
        }
        context.next();
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
    }

    private void schedule(RoutingContext context, EventExecutor loop) {
        if (context.request().isEnded() || context.response().ended()) {
            return;
        }
        Future<?> timer = loop.schedule(() -> end(context), timeoutMillis, TimeUnit.MILLISECONDS);
        context.addEndHandler(done -> timer.cancel(false));
    }

    private void end(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || context.response().ended()) {
            return;
        }
        ProblemAnswer.end(
                context,
                new Problem(
                        408,
                        "The body took longer than "
                                + timeoutMillis
                                + " ms (handoff.http.body-timeout).",
                        Map.of("Connection", "close")));
        if (request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        }
    }
}
