package io.handoff.store.sql;

import io.handoff.event.Conditions;
import io.handoff.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The stored events of users' channels and rooms. */
public final class EventRows {

    /** All but {@code read_at}, which only the inbox reads. */
    public static final Columns<Event> COLUMNS =
            new Columns<Event>()
                    .text("channel", Event::channel)
                    .number("seq", Event::seq)
                    .text("id", Event::id)
                    .text("type", Event::type)
                    .number("time", Event::time)
                    .text("data", Event::data)
                    .text("sender", Event::from)
                    .text("collapse_key", event -> event.conditions().collapseKey())
                    .number("expires_at", event -> event.conditions().expiresAt());

    /** What identifies a repeated publish; kept longer than the event itself. */
    public static final Columns<Event> PUBLISHED =
            COLUMNS.only("channel", "id", "seq", "sender", "time");

    private static final String SELECT = "SELECT " + COLUMNS.names() + " FROM events";

    private static final String READ =
            SELECT + " WHERE channel = ? AND seq > ? ORDER BY seq LIMIT ?";

    private static final String FIND = SELECT + " WHERE channel = ? AND id = ?";

    private static final String LAST = "SELECT seq FROM channels WHERE name = ?";

    private EventRows() {}

    static List<Event> read(SqlSession session, String channel, long after, int limit)
            throws SQLException {
        return session.statement(READ)
                .text(channel)
                .number(after)
                .number(limit)
                .all(EventRows::event);
    }

    public static Optional<Event> find(SqlSession session, String channel, String id)
            throws SQLException {
        return session.statement(FIND).text(channel).text(id).first(EventRows::event);
    }

    /** Seq of the channel's newest event, 0 if it never had one. */
    static long last(SqlSession session, String channel) throws SQLException {
        return session.statement(LAST).text(channel).firstNumber();
    }

    /** From a row of {@link #COLUMNS}. */
    public static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(7),
                new Conditions(row.getString(8), row.getLong(9)),
                row.getString(6));
    }
}
