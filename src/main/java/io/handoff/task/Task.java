package io.handoff.task;

import io.handoff.event.Channels;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is stored.
 *
 * @param id time-ordered
 * @param spec what was submitted; never changes
 * @param history its life so far, one line per event
 */
public record Task(
        String id,
        Spec spec,
        TaskState state,
        Attempts attempts,
        Times times,
        Outcome outcome,
        TaskHistory history) {

    /**
     * What was submitted, with the defaults of its kind filled in.
     *
     * @param payload compact JSON
     * @param owner whose task it is
     */
    public record Spec(String kind, String payload, String owner, Options options) {}

    /**
     * How a task is to be executed.
     *
     * @param priority higher runs first
     * @param timeoutMillis of each attempt
     * @param uniqueKey at most one unfinished task carries it; null for none
     * @param trace W3C {@code traceparent} of the request that submitted it, or null
     */
    public record Options(
            int priority,
            int maxAttempts,
            long timeoutMillis,
            @Nullable String uniqueKey,
            @Nullable String trace) {}

    /**
     * How often a task was started.
     *
     * @param number of the newest attempt, 0 before the first; only rises, so it fences late
     *     outcomes of earlier attempts
     * @param uncounted attempts that do not count against {@link Options#maxAttempts}: crashes and
     *     drains
     * @param crashes attempts that ended with the process
     */
    public record Attempts(int number, int uncounted, int crashes) {

        public static final Attempts NONE = new Attempts(0, 0, 0);

        /** Failed or running attempts that count against {@link Options#maxAttempts}. */
        public int counted() {
            return number - uncounted;
        }

        Attempts started() {
            return new Attempts(number + 1, uncounted, crashes);
        }

        Attempts withoutLast() {
            return new Attempts(number, uncounted + 1, crashes);
        }

        Attempts crashed() {
            return new Attempts(number, uncounted, crashes + 1);
        }

        /** None of the attempts so far counts any more. */
        Attempts forgiven() {
            return new Attempts(number, number, 0);
        }
    }

    /**
     * Epoch milliseconds, 0 where there is none yet.
     *
     * @param runAt when it may start next
     * @param startedAt when its newest attempt started
     */
    public record Times(long createdAt, long runAt, long startedAt, long endedAt) {}

    /**
     * What the attempts so far came to.
     *
     * @param result compact JSON; null until the task succeeded, or where the worker set none
     * @param error of the last attempt that failed, or null
     */
    public record Outcome(Progress progress, @Nullable String result, @Nullable String error) {

        public static final Outcome NONE = new Outcome(Progress.NONE, null, null);
    }

    public String kind() {
        return spec.kind();
    }

    public String payload() {
        return spec.payload();
    }

    public String owner() {
        return spec.owner();
    }

    public Options options() {
        return spec.options();
    }

    /** The channel of its events. */
    public String channel() {
        return channelOf(id);
    }

    public static String channelOf(String id) {
        return Channels.TASK + id;
    }
}
