package io.handoff.store.postgres;

import io.handoff.store.Task;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Who works on this store, by the database's clock. */
final class NodeRows {

    /** Epoch milliseconds at the start of the transaction. */
    static final String NOW = "(extract(epoch FROM now()) * 1000)::bigint";

    /** A task of nobody who is alive; never one of our own, of which we know better. */
    static final String ORPHANED =
            "state = 2 AND node IS DISTINCT FROM ? AND NOT EXISTS (SELECT 1 FROM nodes"
                    + " WHERE nodes.id = tasks.node AND nodes.lease_until > "
                    + NOW
                    + ')';

    private static final String RENEW =
            "WITH before AS (SELECT lease_until FROM nodes WHERE id = ?)"
                    + " INSERT INTO nodes (id, lease_until, beats) VALUES (?, "
                    + NOW
                    + " + ?, 0) ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until"
                    + " RETURNING COALESCE((SELECT lease_until FROM before), 0) > "
                    + NOW;

    private static final String BEAT =
            "INSERT INTO nodes (id, lease_until, beats) VALUES (?, 0, 1)"
                    + " ON CONFLICT (id) DO UPDATE SET beats = nodes.beats + 1";

    private static final String LEAVE = "DELETE FROM nodes WHERE id = ?";

    private static final String FORGET =
            "DELETE FROM nodes WHERE lease_until < " + NOW + " - 3600000 AND id <> ?";

    private static final Columns<Task> STARTS =
            new Columns<Task>().text("id", Task::id).number("attempt", Task::attempt);

    private static final String DISOWN =
            "UPDATE tasks AS t SET node = NULL FROM "
                    + STARTS.rows()
                    + " WHERE t.id = v.id AND t.attempt = v.attempt AND t.state = 2 AND t.node = ?";

    private NodeRows() {}

    /** Whether the lease was still held. */
    static boolean renew(Session session, Duration lease) throws SQLException {
        return session.bind(RENEW)
                .text(session.node())
                .text(session.node())
                .number(lease.toMillis())
                .first(row -> row.getBoolean(1))
                .orElseThrow();
    }

    /** A write of this process's own row, in nobody's way. */
    static void beat(Session session) throws SQLException {
        session.bind(BEAT).text(session.node()).update();
    }

    /** Gives the lease back: what is left is anybody's at once. */
    static void leave(Session session) throws SQLException {
        session.bind(LEAVE).text(session.node()).update();
    }

    static void forgetTheGone(Session session) throws SQLException {
        session.bind(FORGET).text(session.node()).update();
    }

    /** Makes orphans of tasks that may stand as running here although nobody runs them. */
    static void disown(Session session, List<Task> starts) throws SQLException {
        STARTS.bind(session.bind(DISOWN), starts).text(session.node()).update();
    }
}
