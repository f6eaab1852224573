package io.handoff.store.sqlite;

import io.handoff.event.Conditions;
import io.handoff.event.Event;
import io.handoff.event.EventStore.Appended;
import io.handoff.event.NewEvent;
import io.handoff.store.GroupCommit.Write;
import java.sql.SQLException;
import java.util.Optional;

/** Stores one event, unless its channel had one with that id. */
record AppendWrite(NewEvent event, EventRows events) implements Write<WriterConnection, Appended> {

    private static final String FIND =
            "SELECT seq, sender, time FROM published WHERE channel = ? AND id = ?";

    private static final String REMEMBER =
            "INSERT INTO published (channel, id, seq, sender, time) VALUES (?,?,?,?,?)";

    @Override
    public Appended apply(WriterConnection writerConnection) throws SQLException {
        Optional<Event> before = before(writerConnection);
        if (before.isPresent()) {
            return new Appended(before.get(), false);
        }
        Event stored = events.append(writerConnection, event);
        writerConnection
                .bind(REMEMBER)
                .text(stored.channel())
                .text(stored.id())
                .number(stored.seq())
                .text(stored.from())
                .number(stored.time())
                .update();
        return new Appended(stored, true);
    }

    /** The event as it is stored; without its data where it is no longer kept. */
    private Optional<Event> before(WriterConnection writerConnection) throws SQLException {
        Optional<Event> known =
                writerConnection
                        .bind(FIND)
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
        if (known.isEmpty()) {
            return known;
        }
        Optional<Event> kept = events.find(writerConnection, event.channel(), event.id());
        return kept.isPresent() ? kept : known;
    }
}
