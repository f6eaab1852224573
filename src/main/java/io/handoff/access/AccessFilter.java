package io.handoff.access;

import io.handoff.http.Problem;
import io.handoff.http.ProblemAnswer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * The only place that authenticates requests, WebSocket upgrades included. It also removes secrets
 * from the query, before any other component sees them.
 */
@Singleton
final class AccessFilter {

    private static final Logger LOG = Logger.getLogger(AccessFilter.class);

    /** Runs before every component that might log the address of a request. */
    private static final int FIRST = 2000;

    /** Runs after CORS, which rejects other sites and whose preflights carry no token. */
    private static final int AFTER_CORS = 200;

    private static final String SECRETS = QuerySecrets.class.getName();

    /** Where Quarkus keeps the original address of a rerouted request for the access log. */
    private static final String ORIGINAL_REQUEST = "originalRequestContext";

    private final Authenticator authenticator;
    private final AccessMeter meter;

    AccessFilter(Authenticator authenticator, AccessMeter meter) {
        this.authenticator = authenticator;
        this.meter = meter;
    }

    void register(@Observes Filters filters) {
        filters.register(this::removeSecrets, FIRST);
        filters.register(this::authenticate, AFTER_CORS);
    }

    /** Reroutes the request to its address without the secrets. */
    private void removeSecrets(RoutingContext context) {
        Optional<QuerySecrets> found = QuerySecrets.in(context.request().query());
        if (found.isEmpty()) {
            context.next();
            return;
        }
        String path = context.request().path();
        if (path == null || !path.startsWith("/")) {
            ProblemAnswer.end(context, Problem.badRequest("The path must begin with a slash."));
            return;
        }
        discardParameters(context);
        context.put(SECRETS, found.get());
        context.reroute(context.request().method(), found.get().without(path));
    }

    /** Rerouting resets neither of these once they have been read, by an access log for example. */
    private static void discardParameters(RoutingContext context) {
        context.remove(ORIGINAL_REQUEST);
        try {
            QuerySecrets.NAMES.forEach(context.queryParams()::remove);
        } catch (RuntimeException e) {
            // They cannot be decoded, so nothing has read them.
            LOG.debug("The query parameters cannot be decoded");
        }
    }

    private void authenticate(RoutingContext context) {
        QuerySecrets secrets = context.get(SECRETS);
        if (authenticator.isExempt(context, secrets)) {
            context.next();
            return;
        }
        CompletableFuture<Optional<Caller>> caller = caller(context, secrets);
        if (caller.isDone()) {
            proceed(context, caller);
        } else {
            Context loop = context.vertx().getOrCreateContext();
            caller.whenComplete((c, failure) -> loop.runOnContext(v -> proceed(context, caller)));
        }
    }

    private CompletableFuture<Optional<Caller>> caller(
            RoutingContext context, QuerySecrets secrets) {
        try {
            return authenticator.caller(context.request(), secrets).toCompletableFuture();
        } catch (Problem e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void proceed(RoutingContext context, CompletableFuture<Optional<Caller>> caller) {
        try {
            caller.join().ifPresent(known -> Callers.put(context, known));
        } catch (CompletionException e) {
            reject(context, e.getCause());
            return;
        }
        context.next();
    }

    private void reject(RoutingContext context, Throwable failure) {
        // The body is read and discarded, so that the connection stays usable.
        context.request().resume();
        if (failure instanceof Problem problem) {
            meter.refused(Denied.reason(problem));
            ProblemAnswer.end(context, problem);
        } else {
            LOG.error("Authentication failed unexpectedly", failure);
            ProblemAnswer.end(
                    context,
                    Problem.unavailable("Requests cannot be authenticated now; try again."));
        }
    }
}
