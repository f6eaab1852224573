package io.handoff.access;

import io.handoff.http.Names;
import io.handoff.http.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Callers in {@code open} mode, where they name themselves, and the rule for names. */
public final class GuestCallers {

    /** In {@code open} mode every caller may do everything. */
    private static final Set<String> EVERYTHING = Set.of(Roles.ADMIN);

    private static final Caller GUEST = new Caller(Caller.ANONYMOUS, EVERYTHING, 0);

    private GuestCallers() {}

    /** The caller that {@code ?user=} names, or {@code guest}. */
    public static Caller named(@Nullable String user) {
        return user == null ? GUEST : new Caller(checked(user), EVERYTHING, 0);
    }

    /**
     * The name in the form in which it is kept.
     *
     * @throws Problem 400 if it is not valid
     */
    public static String checked(String user) {
        String name = Names.normalised(user);
        if (!Names.isName(name)) {
            throw Problem.badRequest("Invalid user name. " + Names.RULE);
        }
        return name;
    }
}
