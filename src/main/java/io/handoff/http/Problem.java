package io.handoff.http;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** An error answer (RFC 9457) that says what happened and what to do; without a stack trace. */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    public Problem(int status, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.headers = headers;
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, detail, Map.of());
    }

    public static Problem notFound(String detail) {
        return new Problem(404, detail, Map.of());
    }

    public static Problem conflict(String detail) {
        return new Problem(409, detail, Map.of());
    }

    public static Problem unprocessable(String detail) {
        return new Problem(422, detail, Map.of());
    }

    /**
     * 503 with a {@code Retry-After} of one to three seconds, so that clients do not retry all at
     * once.
     */
    public static Problem unavailable(String detail) {
        int seconds = ThreadLocalRandom.current().nextInt(1, 4);
        return new Problem(503, detail, Map.of("Retry-After", Integer.toString(seconds)));
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
