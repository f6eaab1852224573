package io.handoff.access;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The authenticated caller and its permissions.
 *
 * @param roles see {@link Roles}; other roles have no effect
 * @param expiresAt when the token expires, epoch milliseconds, the clock skew included; 0 for never
 */
public record Caller(String name, Set<String> roles, long expiresAt) {

    /** The name of callers that give none. It is nobody's account, so it gets no notifications. */
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

    /** Whether this caller may read all tasks and channels. */
    public boolean readsAll() {
        return isAdmin() || roles.contains(Roles.VIEWER);
    }

    public boolean maySeeTaskOf(String owner) {
        return readsAll() || name.equals(owner);
    }

    /** Whether this caller may cancel and retry a task. */
    public boolean mayChangeTaskOf(String owner) {
        return isAdmin() || name.equals(owner);
    }

    /** Whether this caller may add to {@code user}'s inbox. */
    public boolean mayNotify(String user) {
        return isAdmin() || roles.contains(Roles.NOTIFIER) || name.equals(user);
    }

    /** Whether this caller may read {@code user}'s inbox. */
    public boolean mayReadInboxOf(String user) {
        return readsAll() || name.equals(user);
    }

    /** Whether this caller may mark entries of {@code user}'s inbox as read. */
    public boolean mayChangeInboxOf(String user) {
        return isAdmin() || name.equals(user);
    }

    /** Whether this caller may publish on a channel: only rooms take events from clients. */
    public boolean mayPublish(String channel) {
        return channel.startsWith(ROOM);
    }

    /**
     * Whether this caller may subscribe to a channel. An unknown task gets the same answer as
     * another owner's, so that callers cannot probe for task ids.
     *
     * @param ownerOfTask finds the owner by task id; called only if needed, may block
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

    /** Whether the token has expired at {@code now}, epoch milliseconds. */
    public boolean hasEndedBy(long now) {
        return expiresAt != 0 && expiresAt <= now;
    }
}
