package io.handoff.task;

import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.Submission.Once;
import java.time.Duration;

/**
 * Work somebody hands in.
 *
 * @param kind which worker does it
 * @param payload compact JSON
 * @param owner who hands it in
 * @param runAt not before, epoch milliseconds; 0 for at once
 * @param priority higher runs first
 * @param maxAttempts null for the kind's
 * @param timeout of one attempt; null for the kind's
 * @param uniqueKey null for none
 * @param trace W3C {@code traceparent}, or null
 * @param once what keeps it from being accepted a second time, or null
 */
public record NewTask(
        String kind,
        String payload,
        String owner,
        long runAt,
        int priority,
        Integer maxAttempts,
        Duration timeout,
        String uniqueKey,
        String trace,
        Once once) {

    /** A task of default priority and limits, to be run at once. */
    public static NewTask of(
            String kind, String payload, String owner, String trace, IdempotencyKey once) {
        return new NewTask(kind, payload, owner, 0, 0, null, null, null, trace, once);
    }

    public NewTask withPayload(String other) {
        return new NewTask(
                kind, other, owner, runAt, priority, maxAttempts, timeout, uniqueKey, trace, once);
    }
}
