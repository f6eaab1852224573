package io.handoff.store.sqlite;

import io.handoff.store.Announcement;
import io.handoff.store.Event;
import io.handoff.store.EventStore.Appended;
import io.handoff.store.GroupCommit.Write;
import java.sql.SQLException;
import java.util.Optional;

/** Stores one event, unless its channel had one with that id. */
record AppendWrite(Announcement event, EventRows events) implements Write<Session, Appended> {

    private static final String FIND =
            "SELECT seq, sender, time FROM published WHERE channel = ? AND id = ?";

    private static final String REMEMBER =
            "INSERT INTO published (channel, id, seq, sender, time) VALUES (?,?,?,?,?)";

    @Override
    public Appended apply(Session session) throws SQLException {
        Optional<Event> before = before(session);
        if (before.isPresent()) {
            return new Appended(before.get(), false);
        }
        Event stored = events.append(session, event);
        session.bind(REMEMBER)
                .text(stored.channel())
                .text(stored.id())
                .number(stored.seq())
                .text(stored.from())
                .number(stored.time())
                .update();
        return new Appended(stored, true);
    }

    /** The event as it is stored; without its data where it is no longer kept. */
    private Optional<Event> before(Session session) throws SQLException {
        Optional<Event> known =
                session.bind(FIND)
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
                                                null,
                                                0,
                                                "null"));
        if (known.isEmpty()) {
            return known;
        }
        Optional<Event> kept = events.find(session, event.channel(), event.id());
        return kept.isPresent() ? kept : known;
    }
}
