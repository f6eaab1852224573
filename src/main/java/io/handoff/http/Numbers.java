package io.handoff.http;

/** Parses whole numbers in queries. */
public final class Numbers {

    private Numbers() {}

    /**
     * @param text the value, or null if it is absent
     * @throws Problem 400 with the bounds
     */
    public static long query(String name, String text, long least, long most, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw Problem.badRequest(
                "'" + name + "' must be a whole number from " + least + " to " + most + ".");
    }
}
