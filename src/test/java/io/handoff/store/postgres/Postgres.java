package io.handoff.store.postgres;

import io.handoff.Settings;
import io.handoff.event.HistoryLimits;
import io.handoff.store.StoreSettings;
import io.handoff.store.StoreUnderTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;

/** A schema of its own on a real server: one per JVM, started by the first test that asks. */
public final class Postgres {

    private static final Logger LOG = Logger.getLogger(Postgres.class);

    /** What it says at each start is of use to nobody. Kept, or the level would be forgotten. */
    private static final java.util.logging.Logger CHATTER = quiet("io.zonky.test.db");

    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private final int port;
    private final String schema;

    private Postgres(int port, String schema) {
        this.port = port;
        this.schema = schema;
    }

    private static java.util.logging.Logger quiet(String name) {
        java.util.logging.Logger logger = java.util.logging.Logger.getLogger(name);
        logger.setLevel(java.util.logging.Level.WARNING);
        return logger;
    }

    /** An empty place for a store. Where no server runs, the test is skipped. */
    public static Postgres fresh() {
        Assumptions.assumeTrue(SERVER != null, "Skipped: there is no PostgreSQL to run");
        return on(SERVER);
    }

    static Postgres on(EmbeddedPostgres server) {
        Postgres fresh = new Postgres(server.getPort(), "t" + SCHEMAS.incrementAndGet());
        fresh.run("CREATE SCHEMA " + fresh.schema);
        return fresh;
    }

    /**
     * A server that keeps its promises, unlike one that is tuned for tests; null if none starts.
     */
    private static EmbeddedPostgres start() {
        return start(0, null);
    }

    /**
     * @param port 0 for any
     * @param data where what it keeps outlives it; null for nowhere
     */
    static EmbeddedPostgres start(int port, Path data) {
        try {
            EmbeddedPostgres.Builder server =
                    EmbeddedPostgres.builder()
                            .setPort(port)
                            .setServerConfig("fsync", "on")
                            .setServerConfig("full_page_writes", "on")
                            .setServerConfig("synchronous_commit", "on");
            if (data != null) {
                server.setDataDirectory(data).setCleanDataDirectory(false);
            }
            return server.start();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("PostgreSQL does not start here, its tests are skipped: %s", e.getMessage());
            return null;
        }
    }

    /** The same place, by another way in. */
    Postgres through(int otherPort) {
        return new Postgres(otherPort, schema);
    }

    /** Another node on the same store. */
    public PostgresStore open() {
        return open(Settings.of(StoreSettings.class));
    }

    PostgresStore open(StoreSettings settings) {
        return PostgresServer.open(
                settings(),
                settings,
                new HistoryLimits(StoreUnderTest.KEPT_EVENTS, StoreUnderTest.KEPT_AUDIT),
                (writes, nanos) -> {});
    }

    public PostgresSettings settings() {
        return settings(url(), "postgres");
    }

    static PostgresSettings settings(String url, String user) {
        return Settings.of(
                PostgresSettings.class,
                "quarkus.datasource.postgres.jdbc.url",
                url,
                "quarkus.datasource.postgres.username",
                user,
                "quarkus.datasource.postgres.password",
                "postgres");
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?currentSchema=" + schema;
    }

    int port() {
        return port;
    }

    public void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of the result, a line per row. */
    public String ask(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder found = new StringBuilder();
            while (rows.next()) {
                found.append(found.isEmpty() ? "" : "\n").append(rows.getString(1));
            }
            return found.toString();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "&user=postgres&password=postgres");
    }

    /** Ends a node's lease, as time would. */
    public void expire(PostgresStore store) {
        expire(store.node());
    }

    void expire(String node) {
        run("UPDATE nodes SET lease_until = 1 WHERE id = '" + node + "'");
    }

    /** Cuts the connection through which a node writes. */
    public void cutWriter(PostgresStore store) {
        ask(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                        + " WHERE application_name = 'handoff-writer "
                        + store.node()
                        + "'");
    }
}
