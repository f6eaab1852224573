package io.handoff.store.postgres;

import static io.handoff.task.TaskState.RUNNING;

import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.TaskConditions;
import io.handoff.store.sql.TaskRows;
import io.handoff.task.Task;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The processes that work on this store, with their leases by the database's clock. */
final class NodeRows {

    /** Epoch milliseconds at the start of the transaction. */
    static final String NOW = "(extract(epoch FROM now()) * 1000)::bigint";

    /** A task whose node is gone; never one of this node, which knows better. */
    static final String ORPHANED =
            TaskConditions.in(RUNNING)
                    + " AND node IS DISTINCT FROM ? AND NOT EXISTS (SELECT 1 FROM nodes"
                    + " WHERE nodes.id = tasks.node AND nodes.lease_until > "
                    + NOW
                    + ')';

    /** The value of {@code node} for a task: its parameter, the id of this node, while it runs. */
    static final String IF_RUNNING = "CASE WHEN v." + TaskConditions.in(RUNNING) + " THEN ? END";

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

    private static final ArrayRows<Task> STARTS =
            new ArrayRows<>(TaskRows.COLUMNS.only("id", "attempt"));

    private static final String DISOWN =
            "UPDATE tasks AS t SET node = NULL FROM "
                    + STARTS.unnest()
                    + " WHERE t.id = v.id AND t.attempt = v.attempt AND t.node = ? AND t."
                    + TaskConditions.in(RUNNING);

    private static final String CLOCK =
            "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    private NodeRows() {}

    /** The database's clock in epoch milliseconds. */
    static long clock(SqlSession session) throws SQLException {
        return session.statement(CLOCK).firstNumber();
    }

    /** Whether the lease was still held. */
    static boolean renew(SqlSession session, Duration lease) throws SQLException {
        return session.statement(RENEW)
                .text(session.node())
                .text(session.node())
                .number(lease.toMillis())
                .first(row -> row.getBoolean(1))
                .orElseThrow();
    }

    /** A write of this node's own row, which no other writes. */
    static void beat(SqlSession session) throws SQLException {
        session.statement(BEAT).text(session.node()).update();
    }

    /** Gives the lease back: others may take over the tasks that are left at once. */
    static void leave(SqlSession session) throws SQLException {
        session.statement(LEAVE).text(session.node()).update();
    }

    /** Nodes whose lease has been over for an hour. */
    static void deleteGone(SqlSession session) throws SQLException {
        session.statement(FORGET).text(session.node()).update();
    }

    /** Makes orphans of tasks that may be stored as running here but do not run. */
    static void disown(SqlSession session, List<Task> starts) throws SQLException {
        STARTS.bind(session.statement(DISOWN), starts).text(session.node()).update();
    }
}
