package io.handoff.access;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who is calling, and what they may do.
 *
 * @param roles see {@link Roles}; others mean nothing
 * @param expiresAt when the token stops counting, epoch milliseconds, the clock skew included; 0
 *     for never
 */
public record Caller(String name, Set<String> roles, long expiresAt) {

    /** The name of everybody who does not say one. Nobody in particular: it is told nothing. */
    public static final String ANONYMOUS = "guest";

    private static final String TASK = "task:";
    private static final String USER = "user:";
    private static final String ROOM = "room:";

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean isAdmin() {
        return roles.contains(Roles.ADMIN);
    }

    /** Whether everybody's tasks and channels are open for reading. */
    public boolean readsAll() {
        return isAdmin() || roles.contains(Roles.VIEWER);
    }

    public boolean maySeeTaskOf(String owner) {
        return readsAll() || name.equals(owner);
    }

    /** Cancel it, run it again. */
    public boolean mayChangeTaskOf(String owner) {
        return isAdmin() || name.equals(owner);
    }

    /** Put something into {@code user}'s inbox. */
    public boolean mayNotify(String user) {
        return isAdmin() || roles.contains(Roles.NOTIFIER) || name.equals(user);
    }

    /** Read {@code user}'s inbox. */
    public boolean mayReadInboxOf(String user) {
        return readsAll() || name.equals(user);
    }

    /** Mark what is in {@code user}'s inbox as read. */
    public boolean mayChangeInboxOf(String user) {
        return isAdmin() || name.equals(user);
    }

    /** Whether this caller may say something on a channel: in rooms, that is; the others tell. */
    public boolean mayPublish(String channel) {
        return channel.startsWith(ROOM);
    }

    /**
     * Whether this caller may hear a channel. Where there is no such task the answer is the same as
     * for somebody else's, so that nobody can find out which tasks there are.
     *
     * @param ownerOfTask by the task's id; asked only where it matters, and may block
     */
    public boolean mayRead(String channel, Function<String, Optional<String>> ownerOfTask) {
        if (readsAll() || channel.startsWith(ROOM)) {
            return true;
        }
        if (channel.startsWith(USER)) {
            return mayReadInboxOf(channel.substring(USER.length()));
        }
        return channel.startsWith(TASK)
                && ownerOfTask
                        .apply(channel.substring(TASK.length()))
                        .filter(this::maySeeTaskOf)
                        .isPresent();
    }

    /** Whether the token had ended at {@code now}, epoch milliseconds. */
    public boolean hasEndedBy(long now) {
        return expiresAt != 0 && expiresAt <= now;
    }
}
