package io.handoff.access;

import io.handoff.http.Problem;
import java.util.regex.Pattern;

/** Names people may go by: in {@code open} mode everybody is who they say they are. */
public final class Guests {

    /** Letters, digits and what e-mail addresses and ids use; it ends up in channel names. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,128}");

    private static final Caller GUEST = new Caller("guest");

    private Guests() {}

    /** The caller that {@code ?user=} names, or {@code guest}. */
    public static Caller named(String user) {
        return user == null ? GUEST : new Caller(checked(user));
    }

    /** {@code user} if people may be called that; a 400 if not. */
    public static String checked(String user) {
        if (!NAME.matcher(user).matches()) {
            throw Problem.badRequest(
                    "A user name has 1 to 128 letters, digits or any of . _ @ + - in it.");
        }
        return user;
    }
}
