package io.handoff.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;

/**
 * A problem document (RFC 9457). No resource returns it by its type, so reflection on it must be
 * registered for native images.
 */
@RegisterForReflection
public record ProblemBody(String type, String title, int status, String detail, String instance) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemBody of(int status, String detail, String instance) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? title(status) : known.getReasonPhrase();
        return new ProblemBody("about:blank", title, status, detail, instance);
    }

    private static String title(int status) {
        return status == 422 ? "Unprocessable Content" : "Error " + status;
    }
}
