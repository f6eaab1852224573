package io.handoff.access;

import io.handoff.http.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Authenticates a request by its header, a ticket or, if enabled, a token in the query. */
final class Authenticator {

    private static final String SCHEME = "bearer ";

    private final boolean open;
    private final boolean tokenInQuery;
    private final Tokens tokens;
    private final Tickets tickets;
    private final OpenPaths openPaths;

    /**
     * @param open whether requests without credentials are accepted
     */
    Authenticator(
            boolean open,
            boolean tokenInQuery,
            Tokens tokens,
            Tickets tickets,
            OpenPaths openPaths) {
        this.open = open;
        this.tokenInQuery = tokenInQuery;
        this.tokens = tokens;
        this.tickets = tickets;
        this.openPaths = openPaths;
    }

    /**
     * Whether this request needs no authentication.
     *
     * @param secrets from the query, or null
     */
    boolean isExempt(RoutingContext context, QuerySecrets secrets) {
        return open
                ? secrets == null
                : openPaths.contains(context.request().method(), context.normalizedPath());
    }

    /**
     * Completes with the authenticated caller; empty if the request has no credentials and needs
     * none; or fails with a {@link Problem}.
     *
     * @param secrets from the query, or null
     */
    CompletionStage<Optional<Caller>> caller(HttpServerRequest request, QuerySecrets secrets) {
        String header = open ? null : bearer(request);
        if (header != null) {
            return tokens.check(header).thenApply(Optional::of);
        }
        if (secrets != null && secrets.ticket() != null) {
            return ticketed(request, secrets.ticket());
        }
        if (open) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        if (secrets != null && secrets.token() != null) {
            return queried(secrets.token());
        }
        throw Denied.anonymous("A token is required: send Authorization: Bearer <token>.");
    }

    /** Takes the token off the headers, so that no later component can log it. */
    private static String bearer(HttpServerRequest request) {
        List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return null;
        }
        String header = headers.get(0);
        request.headers().remove(HttpHeaders.AUTHORIZATION);
        if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Denied.anonymous("Send exactly one header Authorization: Bearer <token>.");
        }
        return header.substring(SCHEME.length()).trim();
    }

    private CompletionStage<Optional<Caller>> ticketed(HttpServerRequest request, String ticket) {
        if (!isStream(request)) {
            throw Denied.invalid("A ticket is valid only for WebSockets and event streams.");
        }
        return tickets.redeem(ticket).thenApply(Optional::of);
    }

    private CompletionStage<Optional<Caller>> queried(String token) {
        if (!tokenInQuery) {
            throw Denied.anonymous(
                    "Tokens in the query are disabled (handoff.access.token-in-query). Send"
                            + " Authorization: Bearer <token>, or get a ticket with POST"
                            + " /tickets.");
        }
        return tokens.check(token).thenApply(Optional::of);
    }

    /** Whether a browser would open this without a way to send headers. */
    private static boolean isStream(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET) {
            return false;
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.headers().contains("Sec-WebSocket-Key")
                || accept != null && accept.contains("text/event-stream");
    }
}
