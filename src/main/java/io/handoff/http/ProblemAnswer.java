package io.handoff.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers a request with a problem before any resource sees it. */
public final class ProblemAnswer {

    private ProblemAnswer() {}

    /** Ends the response, unless somebody ended it or the connection is gone. */
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
