package io.handoff.store.sqlite;

import io.handoff.store.Announcement;
import io.handoff.store.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The stored events of user channels.
 *
 * @param keep events a channel keeps at most; the oldest go first
 */
record EventRows(int keep) {

    private static final String NEXT =
            "INSERT INTO channels (name, seq) VALUES (?, 1)"
                    + " ON CONFLICT (name) DO UPDATE SET seq = seq + 1 RETURNING seq";

    private static final String INSERT =
            "INSERT INTO events (channel, seq, id, type, time, data) VALUES (?,?,?,?,?,?)";

    private static final String TRIM = "DELETE FROM events WHERE channel = ? AND seq <= ?";

    private static final String READ =
            "SELECT channel, seq, id, type, time, data FROM events"
                    + " WHERE channel = ? AND seq > ? ORDER BY seq LIMIT ?";

    private static final String LAST = "SELECT seq FROM channels WHERE name = ?";

    long append(Session session, Announcement event) throws SQLException {
        long seq =
                session.bind(NEXT).text(event.channel()).first(row -> row.getLong(1)).orElseThrow();
        session.bind(INSERT)
                .text(event.channel())
                .number(seq)
                .text(event.id())
                .text(event.type())
                .number(event.time())
                .text(event.data())
                .update();
        if (seq > keep) {
            session.bind(TRIM).text(event.channel()).number(seq - keep).update();
        }
        return seq;
    }

    List<Event> read(Session session, String channel, long after, int limit) throws SQLException {
        return session.bind(READ).text(channel).number(after).number(limit).all(EventRows::event);
    }

    long last(Session session, String channel) throws SQLException {
        return session.bind(LAST).text(channel).first(row -> row.getLong(1)).orElse(0L);
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6));
    }
}
