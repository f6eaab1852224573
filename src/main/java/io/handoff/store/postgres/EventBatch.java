package io.handoff.store.postgres;

import io.handoff.event.Event;
import io.handoff.event.HistoryLimits;
import io.handoff.event.NewEvent;
import io.handoff.store.sql.Columns;
import io.handoff.store.sql.EventRows;
import io.handoff.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Stores events, each with the next seq of its channel. The row of a channel's count stays locked
 * until the commit, so that a seq is seen only after all before it; the rows are locked in the
 * order of their names, so that no two replicas wait for each other.
 *
 * @param keep how many a channel keeps
 */
record EventBatch(HistoryLimits keep) {

    private record Count(String name, long seq) {}

    private static final ArrayRows<Count> COUNTS =
            new ArrayRows<>(
                    new Columns<Count>().text("name", Count::name).number("seq", Count::seq));

    private static final ArrayRows<Event> ROWS = new ArrayRows<>(EventRows.COLUMNS);

    private static final String ADVANCE =
            COUNTS.insertInto("channels")
                    + " ON CONFLICT (name) DO UPDATE SET seq = channels.seq + excluded.seq"
                    + " RETURNING name, seq";

    private static final String INSERT = ROWS.insertInto("events", "read_at", "0");

    /** The row stays, so that no seq is missing. */
    private static final String REPLACE =
            "UPDATE events AS e SET type = '"
                    + Event.REPLACED
                    + "', data = '{\"by\":' || v.seq || '}', collapse_key = NULL, expires_at = 0"
                    + " FROM "
                    + ROWS.unnest()
                    + " WHERE e.channel = v.channel AND e.collapse_key = v.collapse_key"
                    + " AND e.seq < v.seq AND e.read_at = 0";

    private static final String TRIM =
            "DELETE FROM events AS e USING "
                    + COUNTS.unnest()
                    + " WHERE e.channel = v.name AND e.seq <= v.seq";

    /** As they are stored, in their order. Two round trips, four where old ones have to go. */
    List<Event> append(SqlSession session, List<NewEvent> newEvents) throws SQLException {
        if (newEvents.isEmpty()) {
            return List.of();
        }
        Map<String, Long> newest = advance(session, counted(newEvents));
        List<Event> events = numbered(newEvents, newest);
        ROWS.bind(session.statement(INSERT), events).update();
        replace(session, events);
        trim(session, newest);
        return events;
    }

    private static Map<String, Long> counted(List<NewEvent> newEvents) {
        Map<String, Long> counts = new TreeMap<>();
        newEvents.forEach(event -> counts.merge(event.channel(), 1L, Long::sum));
        return counts;
    }

    private static Map<String, Long> advance(SqlSession session, Map<String, Long> by)
            throws SQLException {
        Map<String, Long> newest = new HashMap<>();
        COUNTS.bind(session.statement(ADVANCE), counts(by))
                .all(row -> newest.put(row.getString(1), row.getLong(2)));
        return newest;
    }

    private static List<Event> numbered(List<NewEvent> newEvents, Map<String, Long> newest) {
        Map<String, Long> left = counted(newEvents);
        List<Event> events = new ArrayList<>(newEvents.size());
        for (NewEvent event : newEvents) {
            long after = left.merge(event.channel(), -1L, Long::sum);
            events.add(event.at(Objects.requireNonNull(newest.get(event.channel())) - after));
        }
        return events;
    }

    private static void replace(SqlSession session, List<Event> events) throws SQLException {
        Map<List<String>, Event> newest = new HashMap<>();
        for (Event event : events) {
            if (event.conditions().collapseKey() != null) {
                newest.put(List.of(event.channel(), event.conditions().collapseKey()), event);
            }
        }
        if (!newest.isEmpty()) {
            ROWS.bind(session.statement(REPLACE), List.copyOf(newest.values())).update();
        }
    }

    private void trim(SqlSession session, Map<String, Long> newest) throws SQLException {
        Map<String, Long> upTo = new HashMap<>();
        newest.forEach(
                (channel, seq) -> {
                    long old = seq - keep.in(channel);
                    if (old > 0) {
                        upTo.put(channel, old);
                    }
                });
        if (!upTo.isEmpty()) {
            COUNTS.bind(session.statement(TRIM), counts(upTo)).update();
        }
    }

    private static List<Count> counts(Map<String, Long> byName) {
        return byName.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .toList();
    }
}
