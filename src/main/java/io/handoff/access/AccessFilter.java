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
 * Stands at the door: takes secrets off the query before anybody sees them, and finds out who calls
 * before anything is done for them, an upgrade to a WebSocket included.
 */
@Singleton
final class AccessFilter {

    private static final Logger LOG = Logger.getLogger(AccessFilter.class);

    /** Before all that could mention the address of a request. */
    private static final int FIRST = 2000;

    /** After CORS, which answers 403 to other sites and whose preflights carry no token. */
    private static final int AFTER_CORS = 200;

    private static final String SECRETS = QuerySecrets.class.getName();

    /** Where Quarkus keeps a request's first address for an access log that asks for it. */
    private static final String ORIGINAL_REQUEST = "originalRequestContext";

    private final Authenticator authenticator;
    private final AccessMeter meter;

    AccessFilter(Authenticator authenticator, AccessMeter meter) {
        this.authenticator = authenticator;
        this.meter = meter;
    }

    void register(@Observes Filters filters) {
        filters.register(this::takeSecrets, FIRST);
        filters.register(this::admit, AFTER_CORS);
    }

    /** From here on the request has the address that is left; it starts again with that. */
    private void takeSecrets(RoutingContext context) {
        Optional<QuerySecrets> found = QuerySecrets.in(context.request().query());
        if (found.isEmpty()) {
            context.next();
            return;
        }
        String path = context.request().path();
        if (path == null || !path.startsWith("/")) {
            ProblemAnswer.end(context, Problem.badRequest("A path begins with a slash."));
            return;
        }
        forgetParameters(context);
        context.put(SECRETS, found.get());
        context.reroute(context.request().method(), found.get().without(path));
    }

    /** A new address changes neither of these where somebody, an access log say, asked for them. */
    private static void forgetParameters(RoutingContext context) {
        context.remove(ORIGINAL_REQUEST);
        try {
            QuerySecrets.NAMES.forEach(context.queryParams()::remove);
        } catch (RuntimeException e) {
            // They can't be decoded, so nobody has them.
            LOG.debug("Query parameters that can't be decoded");
        }
    }

    private void admit(RoutingContext context) {
        QuerySecrets secrets = context.get(SECRETS);
        if (authenticator.standsOpen(context, secrets)) {
            context.next();
            return;
        }
        CompletableFuture<Optional<Caller>> caller = caller(context, secrets);
        if (caller.isDone()) {
            go(context, caller);
        } else {
            Context loop = context.vertx().getOrCreateContext();
            caller.whenComplete((c, failure) -> loop.runOnContext(v -> go(context, caller)));
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

    private void go(RoutingContext context, CompletableFuture<Optional<Caller>> caller) {
        try {
            caller.join().ifPresent(known -> Callers.put(context, known));
        } catch (CompletionException e) {
            refuse(context, e.getCause());
            return;
        }
        context.next();
    }

    private void refuse(RoutingContext context, Throwable failure) {
        // Whatever body comes is read and forgotten, so that the connection stays of use.
        context.request().resume();
        if (failure instanceof Problem problem) {
            meter.refused(Denied.reason(problem));
            ProblemAnswer.end(context, problem);
        } else {
            LOG.error("Could not find out who calls", failure);
            ProblemAnswer.end(context, Problem.unavailable("Nobody can be let in now; try again."));
        }
    }
}
