package io.handoff.socket;

import io.handoff.http.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Why an upgrade is refused: a problem document (RFC 9457) that is sent instead of the upgrade.
 *
 * @param reason the name under which it is counted: {@code capacity}, {@code draining}, {@code
 *     handshake}, {@code user}, {@code ip}, {@code request} or {@code origin}
 */
public record Refusal(
        String reason, int status, String title, String detail, Map<String, String> headers) {

    private static final String TYPE = "application/problem+json";

    /**
     * @param retryAfterSeconds the header {@code Retry-After}
     */
    static Refusal full(int cap, int retryAfterSeconds) {
        return unavailable(
                "capacity",
                "All " + cap + " connections are in use; GET /capacity shows when one is free.",
                retryAfterSeconds);
    }

    static Refusal draining(int retryAfterSeconds) {
        return unavailable("draining", "This server is stopping.", retryAfterSeconds);
    }

    /** 429: this caller has too many connections. */
    public static Refusal tooMany(String reason, String detail) {
        return new Refusal(
                reason,
                429,
                "Too Many Requests",
                detail,
                Map.of("Retry-After", Integer.toString(retryAfter())));
    }

    /** A refusal for a reason that has nothing to do with the connection itself. */
    public static Refusal of(Problem problem) {
        String title = HttpResponseStatus.valueOf(problem.status()).reasonPhrase();
        return new Refusal(
                "request", problem.status(), title, problem.getMessage(), problem.headers());
    }

    /** Seconds, at random, so that not all clients retry at once. */
    static int retryAfter() {
        return ThreadLocalRandom.current().nextInt(2, 11);
    }

    /** 426, with what to upgrade to (RFC 9110 §15.5.22). */
    public static Refusal upgradeRequired(String detail) {
        return new Refusal(
                "handshake",
                426,
                "Upgrade Required",
                detail,
                Map.of("Upgrade", "websocket", "Sec-WebSocket-Version", "13"));
    }

    static Refusal badRequest(String detail) {
        return new Refusal("handshake", 400, "Bad Request", detail, Map.of());
    }

    static Refusal methodNotAllowed() {
        return new Refusal(
                "handshake",
                405,
                "Method Not Allowed",
                "A WebSocket needs the method GET.",
                Map.of("Allow", "GET"));
    }

    private static Refusal unavailable(String reason, String detail, int retryAfterSeconds) {
        return new Refusal(
                reason,
                503,
                "Service Unavailable",
                detail,
                Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /**
     * The body.
     *
     * @param instance the path of the request
     */
    public String problem(String instance) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", instance)
                .encode();
    }

    /** The response for a resource to return. */
    public Response response(HttpServerRequest request) {
        Response.ResponseBuilder response =
                Response.status(status).type(TYPE).entity(problem(request.path()));
        headersFor(request).forEach(response::header);
        return response.build();
    }

    /** Sends the response. */
    public void answer(HttpServerRequest request) {
        headersFor(request).forEach(request.response()::putHeader);
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", TYPE)
                .end(problem(request.path()));
    }

    /** RFC 9113 §8.2.2: an {@code Upgrade} would make an HTTP/2 response malformed. */
    private Map<String, String> headersFor(HttpServerRequest request) {
        Map<String, String> allowed = new HashMap<>(headers);
        if (request.version() == HttpVersion.HTTP_2) {
            allowed.remove("Upgrade");
        }
        return allowed;
    }
}
