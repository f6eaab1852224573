package io.handoff.store.sqlite;

import io.handoff.store.Announcement;
import io.handoff.store.Event;
import io.handoff.store.EventStore.Appended;
import io.handoff.store.GroupCommit.Write;
import java.sql.SQLException;
import java.util.Optional;

/** Stores one event, unless its channel has one with that id. */
record AppendWrite(Announcement event, EventRows events) implements Write<Session, Appended> {

    @Override
    public Appended apply(Session session) throws SQLException {
        Optional<Event> before = events.find(session, event.channel(), event.id());
        return before.isPresent()
                ? new Appended(before.get(), false)
                : new Appended(events.append(session, event), true);
    }
}
