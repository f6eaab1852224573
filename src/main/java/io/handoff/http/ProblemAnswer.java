package io.handoff.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers a request with a problem document from a filter or a route. */
public final class ProblemAnswer {

    private ProblemAnswer() {}

    /** Sends the response, unless it has ended or the connection is closed. */
    public static void end(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        ProblemBody body =
                ProblemBody.of(problem.status(), problem.getMessage(), context.request().path());
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                .end(JsonObject.mapFrom(body).encode());
    }
}
