package io.handoff.store.sql;

import static io.handoff.task.TaskState.DEAD;

import io.handoff.event.Channels;
import io.handoff.task.Retention;
import java.sql.SQLException;

/** Deletes some of the rows whose retention is over: few at a time, so that accepts do not wait. */
final class Purge {

    private static final String OF_AUDIT = "channel = '" + Channels.AUDIT + "' AND time < ?";
    private static final String NOT_OF_AUDIT = "time < ? AND channel <> '" + Channels.AUDIT + "'";

    private final SqlSession session;
    private final Retention retention;

    Purge(SqlSession session, Retention retention) {
        this.session = session;
        this.retention = retention;
    }

    /** How many rows were deleted. */
    int run() throws SQLException {
        return tasks(TaskConditions.SUCCEEDED_OR_CANCELLED, retention.endedBefore())
                + tasks(TaskConditions.in(DEAD), retention.deadBefore())
                + delete(
                        "idempotency",
                        "caller, route, key",
                        "created_at < ?",
                        retention.keysBefore())
                + delete("published", "channel, id", "time < ?", retention.keysBefore())
                + delete("events", "channel, seq", NOT_OF_AUDIT, retention.eventsBefore())
                + delete("events", "channel, seq", OF_AUDIT, retention.auditBefore());
    }

    private int tasks(String state, long before) throws SQLException {
        return delete("tasks", "id", state + " AND ended_at < ?", before);
    }

    private int delete(String table, String key, String condition, long before)
            throws SQLException {
        return session.statement(session.dialect().deleteSome(table, key, condition))
                .number(before)
                .number(retention.limit())
                .update();
    }
}
