package io.handoff.store.sqlite;

import io.handoff.store.GroupCommit.Write;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission;
import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.Task;
import java.sql.SQLException;
import java.util.Optional;

/** Puts a new task in, unless its idempotency key, its unique key or its schedule says no. */
record AcceptWrite(Submission submission) implements Write<WriterConnection, Accepted> {

    private static final String INSERT =
            "INSERT INTO tasks ("
                    + TaskRows.COLUMNS
                    + ", node) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    /** Only the unique key may turn an insert away; any other conflict is a mistake and throws. */
    private static final String INSERT_UNIQUE =
            INSERT
                    + " ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL AND state <= 2"
                    + " DO NOTHING";

    private static final String HOLDER =
            "SELECT id FROM tasks WHERE unique_key = ? AND unique_key IS NOT NULL AND state <= 2";

    private static final String KEY =
            "SELECT fingerprint, task_id FROM idempotency"
                    + " WHERE caller = ? AND route = ? AND key = ?";

    private static final String REMEMBER =
            "INSERT INTO idempotency (caller, route, key, fingerprint, task_id, created_at)"
                    + " VALUES (?,?,?,?,?,?)";

    @Override
    public Accepted apply(WriterConnection writerConnection) throws SQLException {
        if (submission.scheduledRun() != null) {
            return ScheduleRows.fire(writerConnection, submission.scheduledRun(), submission.task())
                    ? insert(writerConnection)
                    : new Accepted(How.NOT_DUE, null);
        }
        IdempotencyKey once = submission.key();
        if (once == null) {
            return insert(writerConnection);
        }
        Optional<Accepted> before = earlier(writerConnection, once);
        if (before.isPresent()) {
            return before.get();
        }
        Accepted accepted = insert(writerConnection);
        remember(writerConnection, once, accepted.taskId());
        return accepted;
    }

    private Accepted insert(WriterConnection writerConnection) throws SQLException {
        Task task = submission.task();
        if (task.options().uniqueKey() == null) {
            bound(writerConnection, INSERT, task).update();
            return new Accepted(How.CREATED, task.id());
        }
        if (bound(writerConnection, INSERT_UNIQUE, task).update() == 1) {
            return new Accepted(How.CREATED, task.id());
        }
        return writerConnection
                .bind(HOLDER)
                .text(task.options().uniqueKey())
                .first(row -> new Accepted(How.DUPLICATE, row.getString(1)))
                .orElseThrow();
    }

    private static Binding bound(WriterConnection writerConnection, String insert, Task task)
            throws SQLException {
        return TaskRows.bind(writerConnection.bind(insert), task)
                .text(TaskRows.nodeOf(task, writerConnection.node()));
    }

    private static Optional<Accepted> earlier(
            WriterConnection writerConnection, IdempotencyKey once) throws SQLException {
        return writerConnection
                .bind(KEY)
                .text(once.caller())
                .text(once.route())
                .text(once.key())
                .first(
                        row ->
                                row.getString(1).equals(once.fingerprint())
                                        ? new Accepted(How.REPLAYED, row.getString(2))
                                        : new Accepted(How.KEY_REUSED, row.getString(2)));
    }

    private void remember(WriterConnection writerConnection, IdempotencyKey once, String taskId)
            throws SQLException {
        writerConnection
                .bind(REMEMBER)
                .text(once.caller())
                .text(once.route())
                .text(once.key())
                .text(once.fingerprint())
                .text(taskId)
                .number(submission.task().times().createdAt())
                .update();
    }
}
