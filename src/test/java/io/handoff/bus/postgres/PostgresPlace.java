package io.handoff.bus.postgres;

import io.handoff.bus.Bus;
import io.handoff.bus.RemoteBus;
import io.handoff.bus.TwoReplicasContract;
import io.handoff.store.postgres.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The tests' PostgreSQL, as a server of buses. */
final class PostgresPlace {

    private final Postgres postgres = Postgres.fresh();

    Bus open() {
        return RemoteBus.open(
                "postgres",
                PostgresBusConnection.connector(postgres.url(), "postgres", "postgres"),
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
        try (Connection connection = postgres.connect();
                PreparedStatement query = connection.prepareStatement(statement)) {
            query.setString(1, value);
            query.execute();
        }
    }
}
