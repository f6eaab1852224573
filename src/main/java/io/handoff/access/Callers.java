package io.handoff.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.WebServerRequest;

/** Tells who makes a request: for resources, upgrade checks and sockets. Cheap, never blocks. */
public final class Callers {

    private static final String KEY = Callers.class.getName();

    private final boolean open;

    /**
     * @param open whether those who show nothing are who they say they are
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
     * @throws io.handoff.http.Problem 400 if it names itself as nobody may be called; 401 where
     *     nobody was asked who they are, on the paths that are open to all
     */
    public Caller of(RoutingContext context) {
        Caller known = context.get(KEY);
        if (known != null) {
            return known;
        }
        if (!open) {
            throw Denied.anonymous("This needs a token: send Authorization: Bearer <token>.");
        }
        boolean plain = context.request().query() == null;
        return GuestCallers.named(plain ? null : context.request().getParam("user"));
    }

    /** The same for a WebSocket's upgrade check, which sees only the request. */
    public Caller of(HttpServerRequest request) {
        return of(((WebServerRequest) request).routingContext());
    }

    static void put(RoutingContext context, Caller caller) {
        context.put(KEY, caller);
    }
}
