package io.handoff.store.postgres;

import io.handoff.event.HistoryLimits;
import io.handoff.store.GroupCommit;
import io.handoff.store.StoreCannotStart;
import io.handoff.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Opens the store in a PostgreSQL database, which replicas share. */
public final class PostgresServer {

    private PostgresServer() {}

    /**
     * Connects, and brings the schema up to date.
     *
     * @param keptEvents how many a channel keeps
     * @throws StoreCannotStart with one line that says what to change
     */
    public static PostgresStore open(
            PostgresSettings server,
            StoreSettings settings,
            HistoryLimits keptEvents,
            GroupCommit.Meter meter) {
        StartRefusals.check(server);
        String node = UUID.randomUUID().toString();
        Connections connections = new Connections(server, node);
        WriterConnection writer = writer(server, connections, node);
        GroupCommit<WriterConnection> commits =
                new GroupCommit<>(
                        "handoff-writer",
                        new PostgresTransactions(connections, writer, new EventBatch(keptEvents)),
                        settings.writes().maxQueued(),
                        settings.writes().maxGroup(),
                        meter);
        Readers readers =
                new Readers(
                        connections,
                        node,
                        settings.reads().connections(),
                        settings.reads().maxWait());
        return new PostgresStore(readers, commits, node);
    }

    private static WriterConnection writer(
            PostgresSettings server, Connections connections, String node) {
        try {
            Connection connection = connections.openWriter();
            try {
                Schema.migrate(connection);
                return new WriterConnection(connection, node);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw StartRefusals.refusal(server, e);
        }
    }
}
