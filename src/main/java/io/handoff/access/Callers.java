package io.handoff.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.WebServerRequest;

/** Finds the caller of a request, for resources, upgrade checks and sockets. Never blocks. */
public final class Callers {

    private static final String KEY = Callers.class.getName();

    private final boolean open;

    /**
     * @param open whether callers may name themselves
     */
    Callers(boolean open) {
        this.open = open;
    }

    boolean open() {
        return open;
    }

    /**
     * The caller of a request.
     *
     * @throws io.handoff.http.Problem 400 if the name is invalid; 401 if the request was not
     *     authenticated, on paths that need no token
     */
    public Caller of(RoutingContext context) {
        Caller known = context.get(KEY);
        if (known != null) {
            return known;
        }
        if (!open) {
            throw Denied.anonymous("A token is required: send Authorization: Bearer <token>.");
        }
        boolean plain = context.request().query() == null;
        return GuestCallers.named(plain ? null : context.request().getParam("user"));
    }

    /** The same for WebSocket upgrade checks, which see only the request. */
    public Caller of(HttpServerRequest request) {
        return of(((WebServerRequest) request).routingContext());
    }

    static void put(RoutingContext context, Caller caller) {
        context.put(KEY, caller);
    }
}
