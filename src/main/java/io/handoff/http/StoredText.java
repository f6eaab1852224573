package io.handoff.http;

import org.jspecify.annotations.Nullable;

/**
 * Text that every store, bus and client can hold: Unicode without half surrogate pairs, which UTF-8
 * has no form for, and without NUL, which PostgreSQL refuses.
 */
public final class StoredText {

    private static final char REPLACEMENT = '\uFFFD';

    private StoredText() {}

    /** What keeps {@code text} from being stored, or null. */
    static @Nullable String fault(String text) {
        int bad = firstBad(text);
        if (bad < 0) {
            return null;
        }
        return text.charAt(bad) == 0 ? "the character NUL" : "half a surrogate pair";
    }

    /**
     * {@code text}, which a client sent.
     *
     * @param name what the client calls it
     * @throws Problem 400 if it cannot be stored
     */
    public static String checked(String name, String text) {
        String fault = fault(text);
        if (fault != null) {
            throw Problem.badRequest("'" + name + "' must not contain " + fault + '.');
        }
        return text;
    }

    /** {@code text}, which code of this server made, with U+FFFD for what cannot be stored. */
    public static String repaired(String text) {
        if (firstBad(text) < 0) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text);
        for (int i = 0; i < repaired.length(); i++) {
            if (repaired.charAt(i) == 0 || isHalfPair(repaired, i)) {
                repaired.setCharAt(i, REPLACEMENT);
            }
        }
        return repaired.toString();
    }

    /** {@code text}, or its beginning: at most {@code most} characters, and no half pair. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    static boolean hasHalfPair(char[] text, int from, int length) {
        int end = from + length;
        for (int i = from; i < end; i++) {
            if (Character.isSurrogate(text[i])) {
                if (!Character.isHighSurrogate(text[i])
                        || i + 1 == end
                        || !Character.isLowSurrogate(text[i + 1])) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static int firstBad(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c) && isHalfPair(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isHalfPair(CharSequence text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
