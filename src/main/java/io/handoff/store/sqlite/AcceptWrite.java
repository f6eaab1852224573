package io.handoff.store.sqlite;

import io.handoff.store.Accepted;
import io.handoff.store.Accepted.How;
import io.handoff.store.GroupCommit.Write;
import io.handoff.store.Submission;
import io.handoff.store.Submission.IdempotencyKey;
import io.handoff.store.Task;
import java.sql.SQLException;
import java.util.Optional;

/** Puts a new task in, unless its idempotency key, its unique key or its schedule says no. */
record AcceptWrite(Submission submission) implements Write<Session, Accepted> {

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
    public Accepted apply(Session session) throws SQLException {
        if (submission.firing() != null) {
            return ScheduleRows.fire(session, submission.firing(), submission.task())
                    ? insert(session)
                    : new Accepted(How.NOT_DUE, null);
        }
        IdempotencyKey once = submission.key();
        if (once == null) {
            return insert(session);
        }
        Optional<Accepted> before = earlier(session, once);
        if (before.isPresent()) {
            return before.get();
        }
        Accepted accepted = insert(session);
        remember(session, once, accepted.taskId());
        return accepted;
    }

    private Accepted insert(Session session) throws SQLException {
        Task task = submission.task();
        if (task.uniqueKey() == null) {
            bound(session, INSERT, task).update();
            return new Accepted(How.CREATED, task.id());
        }
        if (bound(session, INSERT_UNIQUE, task).update() == 1) {
            return new Accepted(How.CREATED, task.id());
        }
        return session.bind(HOLDER)
                .text(task.uniqueKey())
                .first(row -> new Accepted(How.DUPLICATE, row.getString(1)))
                .orElseThrow();
    }

    private static Binding bound(Session session, String insert, Task task) throws SQLException {
        return TaskRows.bind(session.bind(insert), task)
                .text(TaskRows.nodeOf(task, session.node()));
    }

    private static Optional<Accepted> earlier(Session session, IdempotencyKey once)
            throws SQLException {
        return session.bind(KEY)
                .text(once.caller())
                .text(once.route())
                .text(once.key())
                .first(
                        row ->
                                row.getString(1).equals(once.fingerprint())
                                        ? new Accepted(How.REPLAYED, row.getString(2))
                                        : new Accepted(How.KEY_REUSED, row.getString(2)));
    }

    private void remember(Session session, IdempotencyKey once, String taskId) throws SQLException {
        session.bind(REMEMBER)
                .text(once.caller())
                .text(once.route())
                .text(once.key())
                .text(once.fingerprint())
                .text(taskId)
                .number(submission.task().createdAt())
                .update();
    }
}
