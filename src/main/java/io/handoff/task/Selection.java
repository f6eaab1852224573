package io.handoff.task;

/** Which tasks {@link TaskStore#advance} takes. */
public enum Selection {
    /** Queued, the highest priority first, then the longest waiting. */
    QUEUED,
    /** Scheduled, and their time has come; earliest first. */
    DUE,
    /** Running on a node that is gone (see {@link Nodes}); never on this one. By their ids. */
    ORPHANED
}
