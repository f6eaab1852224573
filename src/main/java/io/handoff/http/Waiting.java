package io.handoff.http;

import java.time.Duration;

/** Parses {@code ?wait=}: how long an answer may be delayed until there is a result. */
public final class Waiting {

    private static final int MAX_SECONDS = 30;

    private Waiting() {}

    /**
     * @param seconds the value, or null if it is absent
     * @throws Problem 400 with the bounds
     */
    public static Duration parse(String seconds) {
        if (seconds == null) {
            return Duration.ZERO;
        }
        try {
            double value = Double.parseDouble(seconds);
            if (value >= 0 && value <= MAX_SECONDS) {
                return Duration.ofMillis(Math.round(value * 1000));
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw Problem.badRequest("'wait' must be seconds from 0 to " + MAX_SECONDS + ".");
    }
}
