package io.handoff.task.api;

import io.handoff.access.Caller;
import io.handoff.access.Callers;
import io.handoff.http.Problem;
import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.TraceContext;
import io.quarkus.arc.Unremovable;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The caller and the headers of a request that submits a task. */
@Dependent
@Unremovable
public class SubmissionHeaders {

    private static final String KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;

    @Context RoutingContext context;

    @Parameter(
            description =
                    "Repeats with the same one get the same answer, and make one task; kept for 24 h")
    @HeaderParam(KEY)
    @Nullable String idempotencyKey;

    @Parameter(description = "W3C Trace Context: the trace that the work belongs to")
    @HeaderParam("traceparent")
    @Nullable String traceparent;

    private final Callers callers;

    SubmissionHeaders(Callers callers) {
        this.callers = callers;
    }

    public Caller caller() {
        return callers.of(context);
    }

    /** The trace the request belongs to, or null. */
    public @Nullable String trace() {
        return TraceContext.valid(traceparent);
    }

    /**
     * The idempotency key, or null if the request has none.
     *
     * @param route keys of different routes have nothing to do with each other
     * @param parts of the request that make it this one: path parameters, body
     */
    public @Nullable IdempotencyKey once(String route, String... parts) {
        if (idempotencyKey == null && !context.request().headers().contains(KEY)) {
            return null;
        }
        // An empty header is given to this field as null.
        if (idempotencyKey == null
                || idempotencyKey.isBlank()
                || idempotencyKey.length() > MAX_KEY) {
            throw Problem.badRequest("An Idempotency-Key has 1 to " + MAX_KEY + " characters.");
        }
        return new IdempotencyKey(caller().name(), route, idempotencyKey, fingerprint(parts));
    }

    private static String fingerprint(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
