package io.handoff.store.postgres;

import io.handoff.event.HistoryLimits;
import io.handoff.store.GroupCommit;
import io.handoff.store.StoreCannotStart;
import io.handoff.store.StoreSettings;
import io.handoff.store.sql.Dialect;
import io.handoff.store.sql.ReaderPool;
import io.handoff.store.sql.SqlSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Opens the store in a PostgreSQL database, which replicas share. */
public final class PostgresServer {

    private PostgresServer() {}

    /**
     * Connects, and brings the schema up to date.
     *
     * @throws StoreCannotStart with one line that says what to change
     */
    public static PostgresStore open(
            PostgresSettings server,
            StoreSettings settings,
            HistoryLimits limits,
            GroupCommit.Meter meter) {
        String node = UUID.randomUUID().toString();
        Connections connections = new Connections(server, node);
        SqlSession session = openWriter(server, connections, node);
        Dialect dialect = session.dialect();
        GroupCommit<SqlSession> writer =
                new GroupCommit<>(
                        "handoff-writer",
                        new PostgresTransactions(connections, session, new EventBatch(limits)),
                        settings.writes().maxQueued(),
                        settings.writes().maxGroup(),
                        meter);
        ReaderPool readers =
                new ReaderPool(
                        () -> new SqlSession(connections.openReader(), dialect, node),
                        dialect,
                        settings.reads().connections(),
                        settings.reads().maxWait());
        return new PostgresStore(readers, writer, node);
    }

    /** Connects, and brings the schema up to date. */
    static SqlSession openWriter(PostgresSettings server, Connections connections, String node) {
        StartRefusals.check(server);
        try {
            Connection connection = connections.openWriter();
            try {
                PostgresSchema.MIGRATIONS.run(connection);
                return new SqlSession(connection, new PostgresDialect(), node);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw StartRefusals.refusal(server, e);
        }
    }
}
