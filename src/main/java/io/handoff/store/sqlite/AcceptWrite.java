package io.handoff.store.sqlite;

import io.handoff.store.GroupCommit.Write;
import io.handoff.store.sql.IdempotencyRow;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.SqlStatement;
import io.handoff.store.sql.TaskConditions;
import io.handoff.store.sql.TaskRows;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission;
import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.Submission.ScheduledRun;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores a new task, unless its idempotency key, its unique key or its schedule forbids it. */
record AcceptWrite(Submission submission) implements Write<SqlSession, Accepted> {

    private static final String INSERT = TaskRows.COLUMNS.insertInto("tasks", "node");

    /** Only the unique key may turn an insert away; any other conflict is a mistake and throws. */
    private static final String INSERT_UNIQUE =
            INSERT
                    + " ON CONFLICT (unique_key) WHERE "
                    + TaskConditions.HOLDS_UNIQUE_KEY
                    + " DO NOTHING";

    private static final String HOLDER =
            "SELECT id FROM tasks WHERE unique_key = ? AND " + TaskConditions.HOLDS_UNIQUE_KEY;

    private static final String FIND_KEY =
            "SELECT fingerprint, task_id FROM idempotency"
                    + " WHERE caller = ? AND route = ? AND key = ?";

    private static final String REMEMBER_KEY = IdempotencyRow.COLUMNS.insertInto("idempotency");

    private static final String ADVANCE_SCHEDULE =
            "UPDATE schedules SET next_at = ?, last_at = ?, last_task = ?"
                    + " WHERE id = ? AND next_at = ?";

    @Override
    public Accepted apply(SqlSession session) throws SQLException {
        if (submission.scheduledRun() != null) {
            return advanceSchedule(session, submission.scheduledRun())
                    ? insert(session)
                    : new Accepted(How.NOT_DUE, null);
        }
        IdempotencyKey key = submission.key();
        if (key == null) {
            return insert(session);
        }
        Optional<Accepted> earlier = earlier(session, key);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Accepted accepted = insert(session);
        IdempotencyRow.COLUMNS
                .bind(
                        session.statement(REMEMBER_KEY),
                        IdempotencyRow.of(submission, Objects.requireNonNull(accepted.taskId())))
                .update();
        return accepted;
    }

    private Accepted insert(SqlSession session) throws SQLException {
        Task task = submission.task();
        if (task.options().uniqueKey() == null) {
            bind(session, INSERT, task).update();
            return new Accepted(How.CREATED, task.id());
        }
        if (bind(session, INSERT_UNIQUE, task).update() == 1) {
            return new Accepted(How.CREATED, task.id());
        }
        return session.statement(HOLDER)
                .text(task.options().uniqueKey())
                .first(row -> new Accepted(How.DUPLICATE, row.getString(1)))
                .orElseThrow();
    }

    private static SqlStatement bind(SqlSession session, String insert, Task task)
            throws SQLException {
        return TaskRows.COLUMNS
                .bind(session.statement(insert), task)
                .text(nodeOf(task, session.node()));
    }

    /** The node that a task's row names: this one while the task runs, otherwise none. */
    static @Nullable String nodeOf(Task task, String node) {
        return task.state() == TaskState.RUNNING ? node : null;
    }

    /** Whether the schedule was due then; if so, it is due at its next time from now on. */
    private boolean advanceSchedule(SqlSession session, ScheduledRun run) throws SQLException {
        return session.statement(ADVANCE_SCHEDULE)
                        .number(run.next())
                        .number(submission.task().times().createdAt())
                        .text(submission.task().id())
                        .text(run.schedule())
                        .number(run.due())
                        .update()
                == 1;
    }

    private static Optional<Accepted> earlier(SqlSession session, IdempotencyKey key)
            throws SQLException {
        return session.statement(FIND_KEY)
                .text(key.caller())
                .text(key.route())
                .text(key.key())
                .first(
                        row ->
                                row.getString(1).equals(key.fingerprint())
                                        ? new Accepted(How.REPLAYED, row.getString(2))
                                        : new Accepted(How.KEY_REUSED, row.getString(2)));
    }
}
