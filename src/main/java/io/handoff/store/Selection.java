package io.handoff.store;

/** Which tasks {@link TaskStore#advance} looks at. */
public enum Selection {
    /** Queued, the highest priority first, then the longest waiting. */
    QUEUED,
    /** Scheduled, and their time has come; earliest first. */
    DUE,
    /** Marked as running by a process that is gone. */
    ORPHANED
}
