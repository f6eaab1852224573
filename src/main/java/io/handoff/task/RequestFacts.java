package io.handoff.task;

import io.handoff.access.Caller;
import io.handoff.access.Guests;
import io.handoff.http.Problem;
import io.handoff.store.Submission.IdempotencyKey;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a request that hands in work says besides its body: who, and how to tell repeats. */
public class RequestFacts {

    private static final int MAX_KEY = 255;

    @QueryParam("user")
    String user;

    @HeaderParam("Idempotency-Key")
    String idempotencyKey;

    @HeaderParam("traceparent")
    String traceparent;

    public Caller caller() {
        return Guests.named(user);
    }

    /** The trace the request belongs to, or null. */
    public String trace() {
        return TraceContext.valid(traceparent);
    }

    /**
     * The idempotency key, or null if the request has none.
     *
     * @param route keys of different routes have nothing to do with each other
     * @param parts of the request that make it this one: path parameters, body
     */
    public IdempotencyKey once(String route, String... parts) {
        if (idempotencyKey == null) {
            return null;
        }
        if (idempotencyKey.isEmpty() || idempotencyKey.length() > MAX_KEY) {
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
