package io.handoff.task.worker;

import io.handoff.task.Progress;

/**
 * What a worker last said of how far it is, and how much of that was told. The worker says, the
 * timer tells; thread-safe.
 */
public final class ProgressTracker {

    private Progress reported;
    private Progress published;
    private Progress stored;
    private long storedAt = Long.MIN_VALUE;

    synchronized void report(Progress mark) {
        reported = mark;
    }

    /** What was said since this was last asked, or null. */
    public synchronized Progress takeUnpublished() {
        if (reported == null || reported.equals(published)) {
            return null;
        }
        published = reported;
        return reported;
    }

    /** What was said and is not stored, or null; counts as stored from now on. */
    public synchronized Progress takeUnstored(long now) {
        if (reported == null || reported.equals(stored)) {
            return null;
        }
        stored = reported;
        published = reported;
        storedAt = now;
        return reported;
    }

    /** What was on its way into the store did not get there. */
    public synchronized void storeFailed() {
        stored = null;
        storedAt = Long.MIN_VALUE;
    }

    /** Whether the last time something was stored is at least so long ago. */
    public synchronized boolean due(long now, long every) {
        return reported != null
                && !reported.equals(stored)
                && (storedAt == Long.MIN_VALUE || now - storedAt >= every);
    }
}
