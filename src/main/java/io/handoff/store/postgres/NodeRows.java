package io.handoff.store.postgres;

import io.handoff.task.Task;
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
            new Columns<Task>()
                    .text("id", Task::id)
                    .number("attempt", task -> task.attempts().number());

    private static final String DISOWN =
            "UPDATE tasks AS t SET node = NULL FROM "
                    + STARTS.rows()
                    + " WHERE t.id = v.id AND t.attempt = v.attempt AND t.state = 2 AND t.node = ?";

    private static final String CLOCK =
            "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    private NodeRows() {}

    /** The database's clock in epoch milliseconds. */
    static long clock(WriterConnection writerConnection) throws SQLException {
        return writerConnection.bind(CLOCK).first(row -> row.getLong(1)).orElseThrow();
    }

    /** Whether the lease was still held. */
    static boolean renew(WriterConnection writerConnection, Duration lease) throws SQLException {
        return writerConnection
                .bind(RENEW)
                .text(writerConnection.node())
                .text(writerConnection.node())
                .number(lease.toMillis())
                .first(row -> row.getBoolean(1))
                .orElseThrow();
    }

    /** A write of this process's own row, in nobody's way. */
    static void beat(WriterConnection writerConnection) throws SQLException {
        writerConnection.bind(BEAT).text(writerConnection.node()).update();
    }

    /** Gives the lease back: what is left is anybody's at once. */
    static void leave(WriterConnection writerConnection) throws SQLException {
        writerConnection.bind(LEAVE).text(writerConnection.node()).update();
    }

    static void forgetTheGone(WriterConnection writerConnection) throws SQLException {
        writerConnection.bind(FORGET).text(writerConnection.node()).update();
    }

    /** Makes orphans of tasks that may stand as running here although nobody runs them. */
    static void disown(WriterConnection writerConnection, List<Task> starts) throws SQLException {
        STARTS.bind(writerConnection.bind(DISOWN), starts).text(writerConnection.node()).update();
    }
}
