package io.handoff.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457). No resource returns it by its type, so reflection on it must be
 * registered for native images.
 */
@RegisterForReflection
public record ProblemBody(
        String type, String title, int status, @Nullable String detail, @Nullable String instance) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemBody of(int status, @Nullable String detail, @Nullable String instance) {
        return new ProblemBody("about:blank", title(status), status, detail, instance);
    }

    /** Netty knows the older name of 422. */
    private static String title(int status) {
        return status == 422
                ? "Unprocessable Content"
                : HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
