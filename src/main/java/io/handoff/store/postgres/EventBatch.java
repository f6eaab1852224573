package io.handoff.store.postgres;

import io.handoff.store.Announcement;
import io.handoff.store.Event;
import io.handoff.store.Kept;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stores events, each with the next seq of its channel. The row of a channel's count stays locked
 * until the commit, so that a seq is seen only after all before it; the rows are locked in the
 * order of their names, so that no two replicas wait for each other.
 *
 * @param keep how many a channel keeps
 */
record EventBatch(Kept keep) {

    private record Count(String name, long seq) {}

    private static final Columns<Count> COUNTS =
            new Columns<Count>().text("name", Count::name).number("seq", Count::seq);

    private static final String ADVANCE =
            COUNTS.insertInto("channels")
                    + " ON CONFLICT (name) DO UPDATE SET seq = channels.seq + excluded.seq"
                    + " RETURNING name, seq";

    private static final String INSERT = EventRows.ROWS.insertInto("events", "read_at", "0");

    /** The row stays, so that no seq is missing. */
    private static final String REPLACE =
            "UPDATE events AS e SET type = '"
                    + Event.REPLACED
                    + "', data = '{\"by\":' || v.seq || '}', collapse_key = NULL, expires_at = 0"
                    + " FROM "
                    + EventRows.ROWS.rows()
                    + " WHERE e.channel = v.channel AND e.collapse_key = v.collapse_key"
                    + " AND e.seq < v.seq AND e.read_at = 0";

    private static final String TRIM =
            "DELETE FROM events AS e USING "
                    + COUNTS.rows()
                    + " WHERE e.channel = v.name AND e.seq <= v.seq";

    /** As they are stored, in their order. Two round trips, four where old ones have to go. */
    List<Event> append(Session session, List<Announcement> announcements) throws SQLException {
        if (announcements.isEmpty()) {
            return List.of();
        }
        Map<String, Long> newest = advance(session, counted(announcements));
        List<Event> events = numbered(announcements, newest);
        EventRows.ROWS.bind(session.bind(INSERT), events).update();
        replace(session, events);
        trim(session, newest);
        return events;
    }

    private static Map<String, Long> counted(List<Announcement> announcements) {
        Map<String, Long> counts = new TreeMap<>();
        announcements.forEach(event -> counts.merge(event.channel(), 1L, Long::sum));
        return counts;
    }

    private static Map<String, Long> advance(Session session, Map<String, Long> by)
            throws SQLException {
        Map<String, Long> newest = new HashMap<>();
        COUNTS.bind(session.bind(ADVANCE), counts(by))
                .all(row -> newest.put(row.getString(1), row.getLong(2)));
        return newest;
    }

    private static List<Event> numbered(
            List<Announcement> announcements, Map<String, Long> newest) {
        Map<String, Long> left = counted(announcements);
        List<Event> events = new ArrayList<>(announcements.size());
        for (Announcement event : announcements) {
            long after = left.merge(event.channel(), -1L, Long::sum);
            events.add(event.at(newest.get(event.channel()) - after));
        }
        return events;
    }

    private static void replace(Session session, List<Event> events) throws SQLException {
        Map<List<String>, Event> newest = new HashMap<>();
        for (Event event : events) {
            if (event.collapseKey() != null) {
                newest.put(List.of(event.channel(), event.collapseKey()), event);
            }
        }
        if (!newest.isEmpty()) {
            EventRows.ROWS.bind(session.bind(REPLACE), List.copyOf(newest.values())).update();
        }
    }

    private void trim(Session session, Map<String, Long> newest) throws SQLException {
        Map<String, Long> upTo = new HashMap<>();
        newest.forEach(
                (channel, seq) -> {
                    long old = seq - keep.in(channel);
                    if (old > 0) {
                        upTo.put(channel, old);
                    }
                });
        if (!upTo.isEmpty()) {
            COUNTS.bind(session.bind(TRIM), counts(upTo)).update();
        }
    }

    private static List<Count> counts(Map<String, Long> byName) {
        return byName.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .toList();
    }
}
