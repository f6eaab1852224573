package io.handoff.task;

import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.Submission.Once;
import java.time.Duration;

/**
 * A task to be submitted.
 *
 * @param kind which worker executes it
 * @param payload compact JSON
 * @param owner whose task it will be
 * @param runAt not before, epoch milliseconds; 0 for at once
 * @param once what keeps it from being accepted a second time, or null
 */
public record NewTask(
        String kind, String payload, String owner, long runAt, Options options, Once once) {

    /**
     * How it is to be executed.
     *
     * @param priority higher runs first
     * @param maxAttempts null for the kind's
     * @param timeout of one attempt; null for the kind's
     * @param uniqueKey null for none
     * @param trace W3C {@code traceparent}, or null
     */
    public record Options(
            int priority, Integer maxAttempts, Duration timeout, String uniqueKey, String trace) {

        /** Default priority and limits. */
        public static Options traced(String trace) {
            return new Options(0, null, null, null, trace);
        }
    }

    /** A task of default priority and limits, to be run at once. */
    public static NewTask of(
            String kind, String payload, String owner, String trace, IdempotencyKey once) {
        return new NewTask(kind, payload, owner, 0, Options.traced(trace), once);
    }

    public NewTask withPayload(String other) {
        return new NewTask(kind, other, owner, runAt, options, once);
    }
}
