package io.handoff.store.postgres;

import io.handoff.store.sql.Dialect;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.TaskConditions;
import io.handoff.task.TaskState;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, whose tables several replicas write to at once. */
final class PostgresDialect implements Dialect {

    /** Up to here the tasks of a state are counted; above they are estimated. */
    static final int COUNTED = 10_000;

    /** Any number that is not that of the schema's lock: "sched" in ASCII. */
    private static final String LOCK_SCHEDULES = "SELECT pg_advisory_xact_lock(495672042852)";

    /** From how full the pages of an index were when they were analyzed, and how many it has. */
    private static final String ESTIMATE =
            "SELECT (CASE WHEN reltuples > 0 AND relpages > 0 THEN reltuples / relpages ELSE 200"
                    + " END * pg_relation_size(oid) / current_setting('block_size')::int)::bigint FROM"
                    + " pg_class WHERE oid = ?::regclass";

    @Override
    public @Nullable String storable(@Nullable String text) {
        return withoutNul(text);
    }

    /**
     * PostgreSQL stores every character but this one, and an outcome must not fail because of it.
     */
    static @Nullable String withoutNul(@Nullable String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    @Override
    public String lockTasks() {
        return " FOR UPDATE OF tasks SKIP LOCKED";
    }

    @Override
    public String orphaned() {
        return NodeRows.ORPHANED;
    }

    /** By place on the disk, which can't change while the row is locked. */
    @Override
    public String deleteSome(String table, String key, String condition) {
        return "DELETE FROM %s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %s WHERE %s LIMIT ?"
                        .formatted(table, table, condition)
                + " FOR UPDATE SKIP LOCKED))";
    }

    @Override
    public void lockSchedules(SqlSession session) throws SQLException {
        session.statement(LOCK_SCHEDULES).first(row -> true);
    }

    /** Exact up to {@value #COUNTED}. */
    @Override
    public long countTasks(SqlSession session, TaskState state) throws SQLException {
        long counted =
                session.statement(
                                "SELECT count(*) FROM (SELECT 1 FROM tasks WHERE "
                                        + TaskConditions.in(state)
                                        + " LIMIT ?) AS counted")
                        .number(COUNTED + 1)
                        .firstNumber();
        return counted <= COUNTED ? counted : Math.max(counted, estimate(session, state));
    }

    private static long estimate(SqlSession session, TaskState state) throws SQLException {
        String index =
                switch (state) {
                    case SCHEDULED -> "tasks_due";
                    case QUEUED -> "tasks_queued";
                    case RUNNING -> "tasks_running";
                    default -> throw new IllegalArgumentException("No index of all " + state);
                };
        return session.statement(ESTIMATE).text(index).firstNumber();
    }

    @Override
    public boolean isConnectionLost(SQLException failure) {
        return Failures.isGone(failure);
    }

    @Override
    public RuntimeException explain(Throwable failure) {
        return Failures.explain(failure);
    }
}
