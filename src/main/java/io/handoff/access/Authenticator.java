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

/** Decides how a request says who makes it: by a header, a ticket or, if switched on, a query. */
final class Authenticator {

    private static final String SCHEME = "bearer ";

    private final boolean open;
    private final boolean tokenInQuery;
    private final Tokens tokens;
    private final Tickets tickets;
    private final OpenPaths openPaths;

    /**
     * @param open whether those who show nothing may come in
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
     * Whether this request may pass without a look at what it shows.
     *
     * @param secrets what stood in the query, or null
     */
    boolean standsOpen(RoutingContext context, QuerySecrets secrets) {
        return open
                ? secrets == null
                : openPaths.contains(context.request().method(), context.normalizedPath());
    }

    /**
     * Completes with the caller that a request shows; with nobody where it shows nothing and need
     * not; or with a {@link Problem}.
     *
     * @param secrets what stood in the query, or null
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
        throw Denied.anonymous("This needs a token: send Authorization: Bearer <token>.");
    }

    /** The token of the header, which nobody needs to see after this. */
    private static String bearer(HttpServerRequest request) {
        List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return null;
        }
        String header = headers.get(0);
        request.headers().remove(HttpHeaders.AUTHORIZATION);
        if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Denied.anonymous("Send one header Authorization: Bearer <token>.");
        }
        return header.substring(SCHEME.length()).trim();
    }

    private CompletionStage<Optional<Caller>> ticketed(HttpServerRequest request, String ticket) {
        if (!isStream(request)) {
            throw Denied.invalid("A ticket opens WebSockets and event streams, nothing else.");
        }
        return tickets.redeem(ticket).thenApply(Optional::of);
    }

    private CompletionStage<Optional<Caller>> queried(String token) {
        if (!tokenInQuery) {
            throw Denied.anonymous(
                    "A token in the address is not looked at (handoff.access.token-in-query is"
                            + " off). Send Authorization: Bearer <token>, or get a ticket with"
                            + " POST /tickets.");
        }
        return tokens.check(token).thenApply(Optional::of);
    }

    /** What a browser opens without a way to send a header. */
    private static boolean isStream(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET) {
            return false;
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.headers().contains("Sec-WebSocket-Key")
                || accept != null && accept.contains("text/event-stream");
    }
}
