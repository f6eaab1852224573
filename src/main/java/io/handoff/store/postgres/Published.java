package io.handoff.store.postgres;

import io.handoff.event.Event;
import io.handoff.event.NewEvent;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was published one by one, by the ids that tell a repeat from something new. */
final class Published {

    private static final Columns<NewEvent> PLACES =
            new Columns<NewEvent>()
                    .text("channel", NewEvent::channel)
                    .text("id", NewEvent::id)
                    .text("type", NewEvent::type);

    /** The event as it is stored; without its data where it is no longer kept. */
    private static final String FIND =
            "SELECT p.channel, p.seq, p.id, COALESCE(e.type, v.type), p.time, p.sender,"
                    + " e.collapse_key, COALESCE(e.expires_at, 0), COALESCE(e.data, 'null') FROM "
                    + PLACES.rows()
                    + " JOIN published AS p ON p.channel = v.channel AND p.id = v.id"
                    + " LEFT JOIN events AS e ON e.channel = p.channel AND e.seq = p.seq";

    private static final Columns<Event> ROWS =
            new Columns<Event>()
                    .text("channel", Event::channel)
                    .text("id", Event::id)
                    .number("seq", Event::seq)
                    .text("sender", Event::from)
                    .number("time", Event::time);

    private static final String REMEMBER = ROWS.insertInto("published");

    private Published() {}

    /** Where an event stands, for looking it up. */
    static List<String> place(String channel, String id) {
        return List.of(channel, id);
    }

    /** Those that are known, by {@link #place}. */
    static Map<List<String>, Event> known(WriterConnection writerConnection, List<NewEvent> events)
            throws SQLException {
        Map<List<String>, Event> known = new HashMap<>();
        for (Event event : PLACES.bind(writerConnection.bind(FIND), events).all(EventRows::event)) {
            known.put(place(event.channel(), event.id()), event);
        }
        return known;
    }

    /** Fails where another replica has published the same this moment. */
    static void remember(WriterConnection writerConnection, List<Event> events)
            throws SQLException {
        if (!events.isEmpty()) {
            ROWS.bind(writerConnection.bind(REMEMBER), events).update();
        }
    }
}
