package io.handoff.access;

import io.handoff.http.Problem;
import java.util.Set;
import java.util.regex.Pattern;

/** Names people may go by: in {@code open} mode everybody is who they say they are. */
public final class GuestCallers {

    /** Letters, digits and what e-mail addresses and ids use; it ends up in channel names. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,128}");

    /** Everybody may do everything: that is what {@code open} means. */
    private static final Set<String> EVERYTHING = Set.of(Roles.ADMIN);

    private static final Caller GUEST = new Caller(Caller.ANONYMOUS, EVERYTHING, 0);

    private GuestCallers() {}

    /** The caller that {@code ?user=} names, or {@code guest}. */
    public static Caller named(String user) {
        return user == null ? GUEST : new Caller(checked(user), EVERYTHING, 0);
    }

    /** {@code user} if people may be called that; a 400 if not. */
    public static String checked(String user) {
        if (!isName(user)) {
            throw Problem.badRequest(
                    "A user name has 1 to 128 letters, digits or any of . _ @ + - in it.");
        }
        return user;
    }

    static boolean isName(String user) {
        return NAME.matcher(user).matches();
    }
}
