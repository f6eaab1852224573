package io.handoff.store.postgres;

import io.handoff.event.Channels;
import io.handoff.store.GroupCommit.Write;
import io.handoff.task.Retention;
import java.sql.SQLException;

/**
 * Deletes a handful of what has been kept long enough; small, so that accepts do not wait. Replicas
 * that do it at once pass over each other's rows.
 */
record PurgeWrite(Retention retention) implements Write<WriterConnection, Integer> {

    private static final String TASKS = delete("tasks", "state IN (3, 5) AND ended_at < ?");

    private static final String DEAD = delete("tasks", "state = 4 AND ended_at < ?");

    private static final String KEYS = delete("idempotency", "created_at < ?");

    private static final String PUBLISHED = delete("published", "time < ?");

    private static final String EVENTS =
            delete("events", "time < ? AND channel <> '" + Channels.AUDIT + "'");

    private static final String AUDIT =
            delete("events", "channel = '" + Channels.AUDIT + "' AND time < ?");

    @Override
    public Integer apply(WriterConnection writerConnection) throws SQLException {
        NodeRows.forgetTheGone(writerConnection);
        TicketBatch.sweep(writerConnection, retention.limit());
        return delete(writerConnection, TASKS, retention.endedBefore())
                + delete(writerConnection, DEAD, retention.deadBefore())
                + delete(writerConnection, KEYS, retention.keysBefore())
                + delete(writerConnection, PUBLISHED, retention.keysBefore())
                + delete(writerConnection, EVENTS, retention.eventsBefore())
                + delete(writerConnection, AUDIT, retention.auditBefore());
    }

    private int delete(WriterConnection writerConnection, String sql, long before)
            throws SQLException {
        return writerConnection.bind(sql).number(before).number(retention.limit()).update();
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
