package io.handoff.access;

/** The roles with an effect. Without any, a caller may use its own tasks and inbox. */
public final class Roles {

    /** May read and change everything. */
    public static final String ADMIN = "admin";

    /** May read everything. */
    public static final String VIEWER = "viewer";

    /** May notify every user; without it, or {@link #ADMIN}, callers may notify only themselves. */
    public static final String NOTIFIER = "notifier";

    private Roles() {}
}
