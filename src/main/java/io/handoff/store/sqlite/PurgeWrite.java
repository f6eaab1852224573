package io.handoff.store.sqlite;

import io.handoff.event.Channels;
import io.handoff.store.GroupCommit.Write;
import io.handoff.task.Retention;
import java.sql.SQLException;

/** Deletes a handful of what has been kept long enough; small, so that accepts do not wait. */
record PurgeWrite(Retention retention) implements Write<WriterConnection, Integer> {

    private static final String TASKS =
            "DELETE FROM tasks WHERE rowid IN (SELECT rowid FROM tasks"
                    + " WHERE state IN (3, 5) AND ended_at < ? LIMIT ?)";

    private static final String DEAD =
            "DELETE FROM tasks WHERE rowid IN (SELECT rowid FROM tasks"
                    + " WHERE state = 4 AND ended_at < ? LIMIT ?)";

    private static final String KEYS =
            "DELETE FROM idempotency WHERE (caller, route, key) IN"
                    + " (SELECT caller, route, key FROM idempotency WHERE created_at < ? LIMIT ?)";

    private static final String PUBLISHED =
            "DELETE FROM published WHERE (channel, id) IN"
                    + " (SELECT channel, id FROM published WHERE time < ? LIMIT ?)";

    private static final String EVENTS =
            "DELETE FROM events WHERE (channel, seq) IN"
                    + " (SELECT channel, seq FROM events WHERE time < ? AND channel <> '"
                    + Channels.AUDIT
                    + "' LIMIT ?)";

    private static final String AUDIT =
            "DELETE FROM events WHERE (channel, seq) IN"
                    + " (SELECT channel, seq FROM events WHERE channel = '"
                    + Channels.AUDIT
                    + "' AND time < ? LIMIT ?)";

    @Override
    public Integer apply(WriterConnection writerConnection) throws SQLException {
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
}
