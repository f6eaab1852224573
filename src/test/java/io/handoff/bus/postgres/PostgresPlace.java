package io.handoff.bus.postgres;

import io.handoff.bus.Bus;
import io.handoff.bus.RemoteBus;
import io.handoff.bus.TwoReplicasContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A PostgreSQL of our own, on loopback. */
final class PostgresPlace implements AutoCloseable {

    private final EmbeddedPostgres server;

    PostgresPlace() {
        try {
            server = EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Bus open() {
        return RemoteBus.open(
                "postgres",
                PostgresBusConnection.connector(
                        server.getJdbcUrl("postgres", "postgres"), null, null),
                10_000,
                TwoReplicasContract.MAX_BYTES,
                TwoReplicasContract.QUICK);
    }

    /** Ends the sessions of all buses, as a restart of the server does. */
    void endSessions() throws SQLException {
        run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = ?",
                "handoff-bus");
    }

    /** As another session would. */
    void publish(String text) throws SQLException {
        run("SELECT pg_notify('handoff_events', ?)", text);
    }

    private void run(String statement, String value) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                PreparedStatement query = connection.prepareStatement(statement)) {
            query.setString(1, value);
            query.execute();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
