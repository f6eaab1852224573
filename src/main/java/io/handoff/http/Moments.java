package io.handoff.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the points in time that clients send (RFC 3339), on every route in the same way. */
public final class Moments {

    /** As in RFC 3339: further away, formats and arithmetic differ. */
    private static final int LAST_YEAR = 9999;

    private Moments() {}

    /**
     * Epoch milliseconds, at least 1, because the stores keep "none" as 0; empty if the value is
     * absent or null.
     *
     * @param field the name of the value
     * @throws Problem 400 with an example
     */
    public static OptionalLong read(String field, @Nullable JsonNode value, Instant now) {
        if (value == null || value.isNull()) {
            return OptionalLong.empty();
        }
        try {
            if (value.isTextual()) {
                OffsetDateTime time = OffsetDateTime.parse(value.asText());
                if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                    return OptionalLong.of(Math.max(1, time.toInstant().toEpochMilli()));
                }
            }
        } catch (DateTimeException e) {
            // Reported below.
        }
        throw Problem.badRequest(
                "'"
                        + field
                        + "' must be a time like \""
                        + now.truncatedTo(ChronoUnit.SECONDS)
                        + "\", up to the year "
                        + LAST_YEAR
                        + '.');
    }
}
