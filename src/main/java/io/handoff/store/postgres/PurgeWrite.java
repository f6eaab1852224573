package io.handoff.store.postgres;

import io.handoff.store.GroupCommit.Write;
import io.handoff.store.Retention;
import java.sql.SQLException;

/**
 * Deletes a handful of what has been kept long enough; small, so that accepts do not wait. Replicas
 * that do it at once pass over each other's rows.
 */
record PurgeWrite(Retention retention) implements Write<Session, Integer> {

    private static final String TASKS = delete("tasks", "state IN (3, 5) AND ended_at < ?");

    private static final String DEAD = delete("tasks", "state = 4 AND ended_at < ?");

    private static final String KEYS = delete("idempotency", "created_at < ?");

    private static final String PUBLISHED = delete("published", "time < ?");

    private static final String EVENTS = delete("events", "time < ?");

    @Override
    public Integer apply(Session session) throws SQLException {
        NodeRows.forgetTheGone(session);
        PassBatch.sweep(session, retention.limit());
        return delete(session, TASKS, retention.endedBefore())
                + delete(session, DEAD, retention.deadBefore())
                + delete(session, KEYS, retention.keysBefore())
                + delete(session, PUBLISHED, retention.keysBefore())
                + delete(session, EVENTS, retention.eventsBefore());
    }

    private int delete(Session session, String sql, long before) throws SQLException {
        return session.bind(sql).number(before).number(retention.limit()).update();
    }

    /** By place on the disk: it can't move while it is locked. */
    private static String delete(String table, String condition) {
        return "DELETE FROM "
                + table
                + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM "
                + table
                + " WHERE "
                + condition
                + " LIMIT ? FOR UPDATE SKIP LOCKED))";
    }
}
