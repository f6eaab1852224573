package io.handoff.store.sqlite;

import io.handoff.event.Event;
import io.handoff.event.HistoryLimits;
import io.handoff.event.NewEvent;
import io.handoff.store.sql.EventRows;
import io.handoff.store.sql.SqlSession;
import java.sql.SQLException;

/**
 * Stores events one by one.
 *
 * @param limits how many events a channel keeps
 */
record EventWrites(HistoryLimits limits) {

    private static final String NEXT =
            "INSERT INTO channels (name, seq) VALUES (?, 1)"
                    + " ON CONFLICT (name) DO UPDATE SET seq = seq + 1 RETURNING seq";

    private static final String INSERT = EventRows.COLUMNS.insertInto("events");

    /** The row stays, so that no seq is missing. */
    private static final String REPLACE =
            "UPDATE events SET type = '"
                    + Event.REPLACED
                    + "', data = ?, collapse_key = NULL, expires_at = 0"
                    + " WHERE channel = ? AND collapse_key = ? AND read_at = 0";

    private static final String TRIM = "DELETE FROM events WHERE channel = ? AND seq <= ?";

    /** The event as it is stored. */
    Event append(SqlSession session, NewEvent event) throws SQLException {
        long seq = session.statement(NEXT).text(event.channel()).firstNumber();
        if (event.conditions().collapseKey() != null) {
            session.statement(REPLACE)
                    .text("{\"by\":" + seq + '}')
                    .text(event.channel())
                    .text(event.conditions().collapseKey())
                    .update();
        }
        Event stored = event.at(seq);
        EventRows.COLUMNS.bind(session.statement(INSERT), stored).update();
        long old = seq - limits.in(event.channel());
        if (old > 0) {
            session.statement(TRIM).text(event.channel()).number(old).update();
        }
        return stored;
    }
}
