package io.handoff.socket;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the upgrades that the CORS filter refuses with 403 because of a foreign {@code Origin}:
 * that filter answers before any upgrade check runs.
 */
@Singleton
public class ForeignOriginCounter {

    private static final int BEFORE_CORS = 400;

    private final LongAdder refused = new LongAdder();

    void register(@Observes Filters filters) {
        filters.register(this::observe, BEFORE_CORS);
    }

    public long refused() {
        return refused.sum();
    }

    private void observe(RoutingContext ctx) {
        if (ctx.request().headers().contains("Sec-WebSocket-Key")
                && ctx.request().headers().contains(HttpHeaders.ORIGIN)) {
            ctx.addEndHandler(
                    end -> {
                        if (ctx.response().getStatusCode() == 403) {
                            refused.increment();
                        }
                    });
        }
        ctx.next();
    }
}
