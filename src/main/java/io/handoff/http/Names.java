package io.handoff.http;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What users and rooms may be called: letters, marks and digits of any script, and what e-mail
 * addresses and the ids of identity providers use. The same name may be typed in two ways ("é" as
 * one character or as two), so names are compared and kept in Unicode's form NFC.
 */
public final class Names {

    /** For error messages. */
    public static final String RULE =
            "Names have 1 to 128 letters, marks, digits or any of . _ @ + - | in them, and do not"
                    + " begin with a mark.";

    private static final Pattern FORM =
            Pattern.compile("(?!\\p{M})[\\p{L}\\p{M}\\p{N}._@+|-]{1,128}");

    /** No character below it is changed by NFC. */
    private static final char FIRST_COMBINING = '\u0300';

    private Names() {}

    /** Whether {@code text}, in NFC, is a name. */
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }

    /** {@code text} in NFC. */
    public static String normalised(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }
}
