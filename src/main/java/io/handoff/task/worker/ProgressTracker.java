package io.handoff.task.worker;

import io.handoff.task.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The progress that a worker last reported, and how much of it was published and stored. The worker
 * reports, the timer publishes; thread-safe.
 */
public final class ProgressTracker {

    private @Nullable Progress reported;
    private @Nullable Progress published;
    private @Nullable Progress stored;
    private long storedAt = Long.MIN_VALUE;

    public synchronized void report(Progress mark) {
        reported = mark;
    }

    /** What was reported since the last call, or null. */
    public synchronized @Nullable Progress takeUnpublished() {
        if (reported == null || reported.equals(published)) {
            return null;
        }
        published = reported;
        return reported;
    }

    /** What was reported and is not stored, or null; counts as stored from now on. */
    public synchronized @Nullable Progress takeUnstored(long now) {
        if (reported == null || reported.equals(stored)) {
            return null;
        }
        stored = reported;
        published = reported;
        storedAt = now;
        return reported;
    }

    /** The last write failed: what it carried is not stored. */
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
