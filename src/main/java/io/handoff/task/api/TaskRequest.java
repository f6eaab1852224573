package io.handoff.task.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.http.Moments;
import io.handoff.http.Problem;
import io.handoff.http.StoredText;
import io.handoff.task.NewTask;
import io.handoff.task.Submission.IdempotencyKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /tasks}, read field by field so that each mistake is named. */
public record TaskRequest(JsonNode body) {

    private static final Set<String> FIELDS =
            Set.of(
                    "kind",
                    "payload",
                    "delay",
                    "runAt",
                    "priority",
                    "maxAttempts",
                    "timeout",
                    "uniqueKey");

    private static final int MAX_PRIORITY = 100;
    private static final int MAX_ATTEMPTS = 100;
    private static final Duration MAX_TIMEOUT = Duration.ofHours(24);
    private static final Duration MAX_DELAY = Duration.ofDays(366);
    private static final int MAX_UNIQUE_KEY = 255;

    /**
     * The task to submit.
     *
     * @param now epoch milliseconds, from which {@code delay} counts
     * @throws Problem that names the field that is wrong
     */
    public NewTask toTask(
            Set<String> kinds,
            String owner,
            long now,
            @Nullable String trace,
            @Nullable IdempotencyKey once) {
        body.fieldNames().forEachRemaining(TaskRequest::known);
        return new NewTask(kind(kinds), payload(), owner, runAt(now), options(trace), once);
    }

    private NewTask.Options options(@Nullable String trace) {
        return new NewTask.Options(
                (int) number("priority", -MAX_PRIORITY, MAX_PRIORITY, 0),
                body.hasNonNull("maxAttempts")
                        ? (int) number("maxAttempts", 1, MAX_ATTEMPTS, 1)
                        : null,
                body.hasNonNull("timeout")
                        ? duration("timeout", Duration.ofMillis(1), MAX_TIMEOUT)
                        : null,
                uniqueKey(),
                trace);
    }

    private static void known(String field) {
        if (!FIELDS.contains(field)) {
            throw Problem.badRequest(
                    "'" + field + "' is not a field of a task; known are " + sorted(FIELDS) + ".");
        }
    }

    private String kind(Set<String> kinds) {
        JsonNode kind = body.get("kind");
        if (kind == null || !kind.isTextual() || !kinds.contains(kind.asText())) {
            String given = kind == null ? "There is no 'kind'" : "Unknown kind " + kind;
            throw Problem.badRequest(given + "; known are " + sorted(kinds) + ".");
        }
        return kind.asText();
    }

    private String payload() {
        JsonNode payload = body.get("payload");
        if (payload == null || payload.isNull()) {
            return "{}";
        }
        if (!payload.isObject()) {
            throw Problem.badRequest("'payload' must be a JSON object.");
        }
        return payload.toString();
    }

    private long runAt(long now) {
        if (body.hasNonNull("delay") && body.hasNonNull("runAt")) {
            throw Problem.badRequest("Give 'delay' or 'runAt', not both.");
        }
        if (body.hasNonNull("delay")) {
            return now + duration("delay", Duration.ZERO, MAX_DELAY).toMillis();
        }
        long time = Moments.read("runAt", body.get("runAt"), Instant.ofEpochMilli(now)).orElse(0);
        if (time > now + MAX_DELAY.toMillis()) {
            throw Problem.badRequest("'runAt' is more than a year away.");
        }
        return time;
    }

    /** Seconds as a number, or an ISO 8601 duration, or 250ms, 10s, 5m, 2h, 1d. */
    private Duration duration(String field, Duration least, Duration most) {
        JsonNode value = body.get(field);
        Duration duration =
                value.isNumber()
                        ? Duration.ofMillis(Math.round(value.asDouble() * 1000))
                        : parsed(
                                field,
                                "seconds, or a text like 250ms, 10s, 5m, 2h",
                                Durations::parse);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw Problem.badRequest(
                    "'"
                            + field
                            + "' must be between "
                            + words(least)
                            + " and "
                            + words(most)
                            + ".");
        }
        return duration;
    }

    private static String words(Duration duration) {
        return duration.toSeconds() == 0 ? duration.toMillis() + "ms" : duration.toHours() + "h";
    }

    private <T> T parsed(
            String field, String wanted, java.util.function.Function<String, T> parse) {
        JsonNode value = body.get(field);
        try {
            if (value.isTextual()) {
                return parse.apply(value.asText());
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Said below, with what would do.
        }
        throw Problem.badRequest("'" + field + "' must be " + wanted + ".");
    }

    private long number(String field, long least, long most, long otherwise) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        if (!whole || value.asLong() < least || value.asLong() > most) {
            throw Problem.badRequest(
                    "'" + field + "' must be a whole number from " + least + " to " + most + ".");
        }
        return value.asLong();
    }

    private @Nullable String uniqueKey() {
        JsonNode key = body.get("uniqueKey");
        if (key == null || key.isNull()) {
            return null;
        }
        if (!key.isTextual() || key.asText().isEmpty() || key.asText().length() > MAX_UNIQUE_KEY) {
            throw Problem.badRequest(
                    "'uniqueKey' must be a text of 1 to " + MAX_UNIQUE_KEY + " characters.");
        }
        return StoredText.checked("uniqueKey", key.asText());
    }

    private static Set<String> sorted(Set<String> names) {
        return new java.util.TreeSet<>(names);
    }
}
