package io.handoff.http;

/** Whole numbers in queries. */
public final class Numbers {

    private Numbers() {}

    /**
     * @param text what was asked for, or null
     * @throws Problem 400 that names the bounds
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
            // Said below.
        }
        throw Problem.badRequest(
                "'" + name + "' must be a whole number from " + least + " to " + most + ".");
    }
}
