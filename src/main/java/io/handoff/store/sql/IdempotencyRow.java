package io.handoff.store.sql;

import io.handoff.task.Submission;
import io.handoff.task.Submission.IdempotencyKey;
import java.util.Objects;

/**
 * A remembered idempotency key.
 *
 * @param taskId the task that answers the request
 */
public record IdempotencyRow(IdempotencyKey key, String taskId, long createdAt) {

    public static final Columns<IdempotencyRow> COLUMNS =
            new Columns<IdempotencyRow>()
                    .text("caller", row -> row.key.caller())
                    .text("route", row -> row.key.route())
                    .text("key", row -> row.key.key())
                    .text("fingerprint", row -> row.key.fingerprint())
                    .text("task_id", IdempotencyRow::taskId)
                    .number("created_at", IdempotencyRow::createdAt);

    /** The key of a submission, if {@code taskId} answers it. */
    public static IdempotencyRow of(Submission submission, String taskId) {
        return new IdempotencyRow(
                Objects.requireNonNull(submission.key()),
                taskId,
                submission.task().times().createdAt());
    }
}
