package io.handoff.task;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A W3C Trace Context, level 1: the trace of a request continues in the attempts of its task, as
 * new spans.
 */
public record TraceContext(String traceId, String spanId, String flags) {

    private static final Pattern HEADER =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** {@code traceparent} if it is one; null, as the specification wants it, if not. */
    public static @Nullable String valid(@Nullable String traceparent) {
        return traceparent != null && HEADER.matcher(traceparent).matches() ? traceparent : null;
    }

    /** A new span in the trace of a stored {@code traceparent}; null for none. */
    public static @Nullable TraceContext continuing(@Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        long span = ThreadLocalRandom.current().nextLong() | 1L;
        return new TraceContext(
                traceparent.substring(3, 35),
                String.format(Locale.ROOT, "%016x", span),
                traceparent.substring(53));
    }

    public String header() {
        return "00-" + traceId + '-' + spanId + '-' + flags;
    }
}
