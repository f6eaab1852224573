package io.handoff.http;

import java.time.Duration;

/** {@code ?wait=}: how long an answer may be held back. */
public final class Waiting {

    private static final int MAX_SECONDS = 30;

    private Waiting() {}

    /** Zero where nothing is asked for; a {@link Problem} 400 for nonsense. */
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
            // Said below.
        }
        throw Problem.badRequest("'wait' must be seconds from 0 to " + MAX_SECONDS + ".");
    }
}
