package io.handoff.store.sqlite;

import io.handoff.event.Conditions;
import io.handoff.event.Event;
import io.handoff.event.EventStore.Appended;
import io.handoff.event.NewEvent;
import io.handoff.store.GroupCommit.Write;
import io.handoff.store.sql.EventRows;
import io.handoff.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.Optional;

/** Stores one event, unless its channel had one with that id. */
record AppendWrite(NewEvent event, EventWrites events) implements Write<SqlSession, Appended> {

    private static final String FIND =
            "SELECT seq, sender, time FROM published WHERE channel = ? AND id = ?";

    private static final String REMEMBER = EventRows.PUBLISHED.insertInto("published");

    @Override
    public Appended apply(SqlSession session) throws SQLException {
        Optional<Event> earlier = earlier(session);
        if (earlier.isPresent()) {
            return new Appended(earlier.get(), false);
        }
        Event stored = events.append(session, event);
        EventRows.PUBLISHED.bind(session.statement(REMEMBER), stored).update();
        return new Appended(stored, true);
    }

    /** The event as it is stored; without its data where it is no longer kept. */
    private Optional<Event> earlier(SqlSession session) throws SQLException {
        Optional<Event> published =
                session.statement(FIND)
                        .text(event.channel())
                        .text(event.id())
                        .first(
                                row ->
                                        new Event(
                                                event.channel(),
                                                row.getLong(1),
                                                event.id(),
                                                event.type(),
                                                row.getLong(3),
                                                row.getString(2),
                                                Conditions.NONE,
                                                "null"));
        if (published.isEmpty()) {
            return published;
        }
        Optional<Event> kept = EventRows.find(session, event.channel(), event.id());
        return kept.isPresent() ? kept : published;
    }
}
