package io.handoff.store.postgres;

import io.handoff.store.postgres.BatchedWrite.PutTicket;
import io.handoff.store.postgres.BatchedWrite.TakeTicket;
import io.handoff.store.sql.Columns;
import io.handoff.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tickets that are issued and used, each kind in one statement; by the database's clock. */
final class TicketBatch {

    private static final ArrayRows<PutTicket> ROWS =
            new ArrayRows<>(
                    new Columns<PutTicket>()
                            .text("key", PutTicket::key)
                            .text("text", PutTicket::text)
                            .number("ttl", put -> put.ttl().toMillis()));

    private static final String INSERT =
            "INSERT INTO passes (key, text, until) SELECT key, text, "
                    + NodeRows.NOW
                    + " + ttl FROM "
                    + ROWS.unnest();

    private static final String WAITING =
            "SELECT count(*) FROM passes WHERE until > " + NodeRows.NOW;

    private static final ArrayRows<TakeTicket> KEYS =
            new ArrayRows<>(new Columns<TakeTicket>().text("key", TakeTicket::key));

    private static final String DELETE = "DELETE FROM passes WHERE ctid = ANY (ARRAY(";

    /**
     * Passes over a ticket that another replica is taking: it is gone anyway, and waiting for it
     * would hold up all writes.
     */
    private static final String TAKE =
            DELETE
                    + "SELECT p.ctid FROM "
                    + KEYS.unnest()
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

    /** Which of them were stored. Expired ones are deleted, more of them than come. */
    static List<Boolean> put(SqlSession session, List<PutTicket> puts) throws SQLException {
        sweep(session, 2 * puts.size());
        long waiting = session.statement(WAITING).first(row -> row.getLong(1)).orElseThrow();
        List<Boolean> kept = new ArrayList<>();
        List<PutTicket> fitting = new ArrayList<>();
        for (PutTicket put : puts) {
            boolean fits = waiting + fitting.size() < put.limit();
            kept.add(fits);
            if (fits) {
                fitting.add(put);
            }
        }
        if (!fitting.isEmpty()) {
            ROWS.bind(session.statement(INSERT), fitting).update();
        }
        return kept;
    }

    /** The texts; each goes to the first of the takers. */
    static List<Optional<String>> take(SqlSession session, List<TakeTicket> takes)
            throws SQLException {
        Map<String, String> found = new HashMap<>();
        KEYS.bind(session.statement(TAKE), takes)
                .all(row -> found.put(row.getString(1), row.getString(2)));
        return takes.stream().map(take -> Optional.ofNullable(found.remove(take.key()))).toList();
    }

    /** Deletes some of the expired tickets. */
    static int sweep(SqlSession session, int limit) throws SQLException {
        return session.statement(SWEEP).number(limit).update();
    }
}
