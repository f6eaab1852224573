package io.handoff.store.postgres;

import io.handoff.store.postgres.Change.Put;
import io.handoff.store.postgres.Change.Take;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passes that come in and are used, alike ones in one statement; by the database's clock. */
final class TicketBatch {

    private static final Columns<Put> ROWS =
            new Columns<Put>()
                    .text("key", Put::key)
                    .text("text", Put::text)
                    .number("ttl", put -> put.ttl().toMillis());

    private static final String INSERT =
            "INSERT INTO passes (key, text, until) SELECT key, text, "
                    + NodeRows.NOW
                    + " + ttl FROM "
                    + ROWS.rows();

    private static final String WAITING =
            "SELECT count(*) FROM passes WHERE until > " + NodeRows.NOW;

    private static final Columns<Take> KEYS = new Columns<Take>().text("key", Take::key);

    private static final String DELETE = "DELETE FROM passes WHERE ctid = ANY (ARRAY(";

    /**
     * Passes over what another replica is just taking: waiting for it would hold up everybody's
     * writes, and it is gone anyway.
     */
    private static final String TAKE =
            DELETE
                    + "SELECT p.ctid FROM "
                    + KEYS.rows()
                    + " JOIN passes AS p ON p.key = v.key FOR UPDATE OF p SKIP LOCKED))"
                    + " RETURNING key, CASE WHEN until > "
                    + NodeRows.NOW
                    + " THEN text END";

    private static final String SWEEP =
            DELETE
                    + "SELECT ctid FROM passes WHERE until <= "
                    + NodeRows.NOW
                    + " LIMIT ? FOR UPDATE SKIP LOCKED))";

    private TicketBatch() {}

    /** Which of them were kept. Those that nobody used go, and more of them than come. */
    static List<Boolean> put(WriterConnection writerConnection, List<Put> puts)
            throws SQLException {
        sweep(writerConnection, 2 * puts.size());
        long waiting = writerConnection.bind(WAITING).first(row -> row.getLong(1)).orElseThrow();
        List<Boolean> kept = new ArrayList<>();
        List<Put> fitting = new ArrayList<>();
        for (Put put : puts) {
            boolean fits = waiting + fitting.size() < put.limit();
            kept.add(fits);
            if (fits) {
                fitting.add(put);
            }
        }
        if (!fitting.isEmpty()) {
            ROWS.bind(writerConnection.bind(INSERT), fitting).update();
        }
        return kept;
    }

    /** The texts; each goes to the first who asked for it. */
    static List<Optional<String>> take(WriterConnection writerConnection, List<Take> takes)
            throws SQLException {
        Map<String, String> found = new HashMap<>();
        KEYS.bind(writerConnection.bind(TAKE), takes)
                .all(row -> found.put(row.getString(1), row.getString(2)));
        return takes.stream().map(take -> Optional.ofNullable(found.remove(take.key()))).toList();
    }

    /** Removes some of those that have ended. */
    static int sweep(WriterConnection writerConnection, int limit) throws SQLException {
        return writerConnection.bind(SWEEP).number(limit).update();
    }
}
