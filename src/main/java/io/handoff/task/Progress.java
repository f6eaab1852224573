package io.handoff.task;

/**
 * What a worker last said of how far it is, and how much of that was told. The worker says, the
 * timer tells; thread-safe.
 */
final class Progress {

    /**
     * @param note what it is doing, or null
     */
    record Mark(int percent, String note) {}

    private Mark said;
    private Mark told;
    private Mark stored;
    private long storedAt = Long.MIN_VALUE;

    synchronized void say(Mark mark) {
        said = mark;
    }

    /** What was said since this was last asked, or null. */
    synchronized Mark untold() {
        if (said == null || said.equals(told)) {
            return null;
        }
        told = said;
        return said;
    }

    /** What was said and is not stored, or null; counts as stored from now on. */
    synchronized Mark unstored(long now) {
        if (said == null || said.equals(stored)) {
            return null;
        }
        stored = said;
        told = said;
        storedAt = now;
        return said;
    }

    /** What was on its way into the store did not get there. */
    synchronized void lost() {
        stored = null;
        storedAt = Long.MIN_VALUE;
    }

    /** Whether the last time something was stored is at least so long ago. */
    synchronized boolean due(long now, long every) {
        return said != null
                && !said.equals(stored)
                && (storedAt == Long.MIN_VALUE || now - storedAt >= every);
    }
}
