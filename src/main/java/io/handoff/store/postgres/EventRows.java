package io.handoff.store.postgres;

import io.handoff.event.Conditions;
import io.handoff.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The stored events of users' channels and rooms, to be read. */
final class EventRows {

    static final Columns<Event> ROWS =
            new Columns<Event>()
                    .text("channel", Event::channel)
                    .number("seq", Event::seq)
                    .text("id", Event::id)
                    .text("type", Event::type)
                    .number("time", Event::time)
                    .text("sender", Event::from)
                    .text("collapse_key", event -> event.conditions().collapseKey())
                    .number("expires_at", event -> event.conditions().expiresAt())
                    .text("data", Event::data);

    static final String COLUMNS = ROWS.names();

    private static final String READ =
            "SELECT " + COLUMNS + " FROM events WHERE channel = ? AND seq > ? ORDER BY seq LIMIT ?";

    private static final String FIND = "SELECT 1 FROM events WHERE channel = ? AND id = ?";

    private static final String LAST = "SELECT seq FROM channels WHERE name = ?";

    private EventRows() {}

    static List<Event> read(
            WriterConnection writerConnection, String channel, long after, int limit)
            throws SQLException {
        return writerConnection
                .bind(READ)
                .text(channel)
                .number(after)
                .number(limit)
                .all(EventRows::event);
    }

    static boolean isKept(WriterConnection writerConnection, String channel, String id)
            throws SQLException {
        return writerConnection.bind(FIND).text(channel).text(id).first(row -> true).isPresent();
    }

    /** Seq of the channel's newest event, 0 if it never had one. */
    static long last(WriterConnection writerConnection, String channel) throws SQLException {
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
