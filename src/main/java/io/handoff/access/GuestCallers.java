package io.handoff.access;

import io.handoff.http.Problem;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Callers in {@code open} mode, where they name themselves, and the rule for names. */
public final class GuestCallers {

    /** Letters, digits and what e-mail addresses and ids use, as it becomes part of channels. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,128}");

    /** In {@code open} mode every caller may do everything. */
    private static final Set<String> EVERYTHING = Set.of(Roles.ADMIN);

    private static final Caller GUEST = new Caller(Caller.ANONYMOUS, EVERYTHING, 0);

    private GuestCallers() {}

    /** The caller that {@code ?user=} names, or {@code guest}. */
    public static Caller named(@Nullable String user) {
        return user == null ? GUEST : new Caller(checked(user), EVERYTHING, 0);
    }

    /** Returns {@code user} if it is a valid name; throws a 400 if not. */
    public static String checked(String user) {
        if (!isName(user)) {
            throw Problem.badRequest(
                    "A user name must have 1 to 128 letters, digits or any of . _ @ + -.");
        }
        return user;
    }

    static boolean isName(String user) {
        return NAME.matcher(user).matches();
    }
}
