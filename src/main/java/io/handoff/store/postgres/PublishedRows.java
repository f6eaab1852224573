package io.handoff.store.postgres;

import io.handoff.event.Event;
import io.handoff.event.NewEvent;
import io.handoff.store.sql.Columns;
import io.handoff.store.sql.EventRows;
import io.handoff.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ids of published events, which tell a repeated publish from a new one. */
final class PublishedRows {

    /**
     * Where an event is looked up.
     *
     * @param id unique within the channel
     */
    record Key(String channel, String id) {

        static Key of(NewEvent event) {
            return new Key(event.channel(), event.id());
        }
    }

    private static final ArrayRows<NewEvent> ASKED =
            new ArrayRows<>(
                    new Columns<NewEvent>()
                            .text("channel", NewEvent::channel)
                            .text("id", NewEvent::id)
                            .text("type", NewEvent::type));

    /** The event as it is stored; without its data where it is no longer kept. */
    private static final String FIND =
            "SELECT p.channel, p.seq, p.id, COALESCE(e.type, v.type), p.time,"
                    + " COALESCE(e.data, 'null'), p.sender, e.collapse_key,"
                    + " COALESCE(e.expires_at, 0) FROM "
                    + ASKED.unnest()
                    + " JOIN published AS p ON p.channel = v.channel AND p.id = v.id"
                    + " LEFT JOIN events AS e ON e.channel = p.channel AND e.seq = p.seq";

    private static final ArrayRows<Event> ROWS = new ArrayRows<>(EventRows.PUBLISHED);

    private static final String INSERT = ROWS.insertInto("published");

    private PublishedRows() {}

    /** Those of the events that were published before. */
    static Map<Key, Event> find(SqlSession session, List<NewEvent> events) throws SQLException {
        Map<Key, Event> found = new HashMap<>();
        for (Event event : ASKED.bind(session.statement(FIND), events).all(EventRows::event)) {
            found.put(new Key(event.channel(), event.id()), event);
        }
        return found;
    }

    /** Fails if another replica has just published one of them. */
    static void insert(SqlSession session, List<Event> events) throws SQLException {
        if (!events.isEmpty()) {
            ROWS.bind(session.statement(INSERT), events).update();
        }
    }
}
