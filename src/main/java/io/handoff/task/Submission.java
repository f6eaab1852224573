package io.handoff.task;

import org.jspecify.annotations.Nullable;

/**
 * A new task on its way into the store.
 *
 * @param once what keeps it from being stored a second time, or null
 */
public record Submission(Task task, @Nullable Once once) {

    /** What makes a task the only one of its cause. */
    public sealed interface Once permits IdempotencyKey, ScheduledRun {}

    /** The request's idempotency key, or null. */
    public @Nullable IdempotencyKey key() {
        return once instanceof IdempotencyKey key ? key : null;
    }

    /** The run of a schedule that it is, or null. */
    public @Nullable ScheduledRun scheduledRun() {
        return once instanceof ScheduledRun firing ? firing : null;
    }

    /**
     * A client's {@code Idempotency-Key}.
     *
     * @param caller that sent it
     * @param route where to; the same key on another route is another key
     * @param fingerprint of path and body, to tell a repeat from a reuse
     */
    public record IdempotencyKey(String caller, String route, String key, String fingerprint)
            implements Once {}

    /**
     * A run of a schedule: stored only if the schedule is due at {@code due}, which from then on is
     * due at {@code next}. Both are one commit, so that a run is made once however many try.
     *
     * @param next epoch milliseconds, above {@code due}; 0 if there is no more
     */
    public record ScheduledRun(String schedule, long due, long next) implements Once {}
}
