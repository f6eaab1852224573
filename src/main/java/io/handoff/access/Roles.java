package io.handoff.access;

/** The roles that mean something here. Without any a caller has its own tasks and inbox. */
public final class Roles {

    /** Sees and changes everything. */
    public static final String ADMIN = "admin";

    /** Sees everything. */
    public static final String VIEWER = "viewer";

    /** Notifies anybody; without it, or {@link #ADMIN}, callers notify only themselves. */
    public static final String NOTIFIER = "notifier";

    private Roles() {}
}
