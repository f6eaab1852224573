package io.handoff.store.sqlite;

import static io.handoff.task.TaskState.RUNNING;

import io.handoff.store.sql.Dialect;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.TaskConditions;
import io.handoff.task.TaskState;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** SQLite has one writer at a time, so nothing is ever locked by another. */
final class SqliteDialect implements Dialect {

    @Override
    public @Nullable String storable(@Nullable String text) {
        return text;
    }

    @Override
    public String lockTasks() {
        return "";
    }

    /** There is no other node alive: the lock of the data directory sees to that. */
    @Override
    public String orphaned() {
        return TaskConditions.in(RUNNING) + " AND node IS NOT ?";
    }

    @Override
    public String deleteSome(String table, String key, String condition) {
        return "DELETE FROM %s WHERE (%s) IN (SELECT %s FROM %s WHERE %s LIMIT ?)"
                .formatted(table, key, key, table, condition);
    }

    @Override
    public void lockSchedules(SqlSession session) {
        // The write transaction itself is the lock.
    }

    @Override
    public long countTasks(SqlSession session, TaskState state) throws SQLException {
        return session.statement("SELECT count(*) FROM tasks WHERE " + TaskConditions.in(state))
                .firstNumber();
    }

    /** A connection to a file is not lost. */
    @Override
    public boolean isConnectionLost(SQLException failure) {
        return false;
    }

    @Override
    public RuntimeException explain(Throwable failure) {
        return Failures.explain(failure);
    }
}
