package io.handoff.task;

import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.Submission.Once;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
        String kind,
        String payload,
        String owner,
        long runAt,
        Options options,
        @Nullable Once once) {

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
            int priority,
            @Nullable Integer maxAttempts,
            @Nullable Duration timeout,
            @Nullable String uniqueKey,
            @Nullable String trace) {

        /** Default priority and limits. */
        public static Options traced(@Nullable String trace) {
            return new Options(0, null, null, null, trace);
        }
    }

    /** A task of default priority and limits, to be run at once. */
    public static NewTask of(
            String kind,
            String payload,
            String owner,
            @Nullable String trace,
            @Nullable IdempotencyKey once) {
        return new NewTask(kind, payload, owner, 0, Options.traced(trace), once);
    }

    public NewTask withPayload(String other) {
        return new NewTask(kind, other, owner, runAt, options, once);
    }
}
