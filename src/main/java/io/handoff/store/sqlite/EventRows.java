package io.handoff.store.sqlite;

import io.handoff.event.Conditions;
import io.handoff.event.Event;
import io.handoff.event.HistoryLimits;
import io.handoff.event.NewEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The stored events of users' channels and rooms.
 *
 * @param keep how many a channel keeps
 */
record EventRows(HistoryLimits keep) {

    static final String COLUMNS =
            "channel, seq, id, type, time, sender, collapse_key, expires_at, data";

    private static final String NEXT =
            "INSERT INTO channels (name, seq) VALUES (?, 1)"
                    + " ON CONFLICT (name) DO UPDATE SET seq = seq + 1 RETURNING seq";

    private static final String INSERT =
            "INSERT INTO events (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?)";

    /** The row stays, so that no seq is missing. */
    private static final String REPLACE =
            "UPDATE events SET type = '"
                    + Event.REPLACED
                    + "', data = ?, collapse_key = NULL, expires_at = 0"
                    + " WHERE channel = ? AND collapse_key = ? AND read_at = 0";

    private static final String TRIM = "DELETE FROM events WHERE channel = ? AND seq <= ?";

    private static final String READ =
            "SELECT " + COLUMNS + " FROM events WHERE channel = ? AND seq > ? ORDER BY seq LIMIT ?";

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM events WHERE channel = ? AND id = ?";

    private static final String LAST = "SELECT seq FROM channels WHERE name = ?";

    Event append(WriterConnection writerConnection, NewEvent event) throws SQLException {
        long seq =
                writerConnection
                        .bind(NEXT)
                        .text(event.channel())
                        .first(row -> row.getLong(1))
                        .orElseThrow();
        if (event.conditions().collapseKey() != null) {
            writerConnection
                    .bind(REPLACE)
                    .text("{\"by\":" + seq + '}')
                    .text(event.channel())
                    .text(event.conditions().collapseKey())
                    .update();
        }
        insert(writerConnection, event, seq);
        long old = seq - keep.in(event.channel());
        if (old > 0) {
            writerConnection.bind(TRIM).text(event.channel()).number(old).update();
        }
        return event.at(seq);
    }

    private static void insert(WriterConnection writerConnection, NewEvent event, long seq)
            throws SQLException {
        writerConnection
                .bind(INSERT)
                .text(event.channel())
                .number(seq)
                .text(event.id())
                .text(event.type())
                .number(event.time())
                .text(event.from())
                .text(event.conditions().collapseKey())
                .number(event.conditions().expiresAt())
                .text(event.data())
                .update();
    }

    List<Event> read(WriterConnection writerConnection, String channel, long after, int limit)
            throws SQLException {
        return writerConnection
                .bind(READ)
                .text(channel)
                .number(after)
                .number(limit)
                .all(EventRows::event);
    }

    Optional<Event> find(WriterConnection writerConnection, String channel, String id)
            throws SQLException {
        return writerConnection.bind(FIND).text(channel).text(id).first(EventRows::event);
    }

    long last(WriterConnection writerConnection, String channel) throws SQLException {
        return writerConnection.bind(LAST).text(channel).first(row -> row.getLong(1)).orElse(0L);
    }

    static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                new Conditions(row.getString(7), row.getLong(8)),
                row.getString(9));
    }
}
