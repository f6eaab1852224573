package io.handoff.store.postgres;

import io.handoff.store.StoreCannotStart;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens connections to one PostgreSQL database, set up so that a commit is on the disk. */
final class Connections {

    private static final int OLDEST_VERSION = 14;

    /**
     * What the promise "202 means fsynced" rests on, as the server reads it back; that it is no
     * standby, which after a failover may be behind the same address; and that it keeps any text.
     */
    private static final Map<String, Set<String>> NEEDED =
            Map.of(
                    "synchronous_commit",
                    Set.of("on", "remote_apply"),
                    "fsync",
                    Set.of("on"),
                    "transaction_read_only",
                    Set.of("off"),
                    "server_encoding",
                    Set.of("UTF8"));

    /**
     * A statement that waits for another replica's lock gives up before the driver gives up the
     * connection, and a process that is stopped in the middle of a transaction does not hold up the
     * others for long.
     */
    static final String WRITER =
            "SET synchronous_commit = on;"
                    + " SET lock_timeout = '5s'; SET statement_timeout = '10s';"
                    + " SET idle_in_transaction_session_timeout = '3s';"
                    // Statements are planned once, maybe while the tables are still empty: a plan
                    // that is quick for few rows would stay when there are many.
                    + " SET plan_cache_mode = force_generic_plan; SET jit = off;"
                    + " SET enable_seqscan = off; SET enable_bitmapscan = off;"
                    + " SET enable_hashjoin = off; SET enable_mergejoin = off;"
                    + " SET enable_sort = off";

    private static final String READER =
            "SET default_transaction_read_only = on; SET statement_timeout = '10s'; SET jit = off;"
                    // Every query has its index, whatever old statistics suggest.
                    + " SET enable_seqscan = off";

    private static final String END_PREVIOUS =
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    + " WHERE application_name = current_setting('application_name')"
                    + " AND usename = current_user AND pid <> pg_backend_pid()";

    private final PostgresSettings settings;
    private final String node;

    /**
     * @param node id of this process, part of the name of its connections
     */
    Connections(PostgresSettings settings, String node) {
        this.settings = settings;
        this.node = node;
    }

    /**
     * The one connection that writes. When this returns, a lost one of this process does nothing
     * more on the server.
     */
    Connection openWriter() throws SQLException {
        Connection connection = open("handoff-writer " + node);
        try {
            verifyVersion(connection.getMetaData().getDatabaseMajorVersion());
            run(connection, END_PREVIOUS);
            run(connection, WRITER);
            verify(connection, NEEDED);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Connection openReader() throws SQLException {
        Connection connection = open("handoff-reader " + node);
        try {
            run(connection, READER);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    // Not through DriverManager: in a native image it knows no drivers.
    Connection open(String name) throws SQLException {
        Properties properties = new Properties();
        settings.username().ifPresent(value -> PGProperty.USER.set(properties, value));
        settings.password().ifPresent(value -> PGProperty.PASSWORD.set(properties, value));
        PGProperty.APPLICATION_NAME.set(properties, name);
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
        PGProperty.CONNECT_TIMEOUT.set(properties, 3);
        PGProperty.SOCKET_TIMEOUT.set(properties, 15);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.PREPARE_THRESHOLD.set(properties, 1);
        // Null for the URL of another database, which StartRefusals names.
        return Objects.requireNonNull(
                new Driver().connect(settings.jdbc().url().orElseThrow(), properties));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void verifyVersion(int found) {
        if (found < OLDEST_VERSION) {
            throw new StoreCannotStart(
                    "PostgreSQL "
                            + found
                            + " is too old: Handoff needs "
                            + OLDEST_VERSION
                            + " or newer. Set QUARKUS_DATASOURCE_POSTGRES_JDBC_URL to another"
                            + " server.");
        }
    }

    static void verify(Connection connection, Map<String, Set<String>> expected)
            throws SQLException {
        for (Map.Entry<String, Set<String>> setting : expected.entrySet()) {
            String found = read(connection, setting.getKey());
            if (!setting.getValue().contains(found)) {
                throw new StoreCannotStart(
                        "PostgreSQL answers "
                                + setting.getKey()
                                + " = "
                                + found
                                + " where Handoff needs "
                                + String.join(" or ", new TreeSet<>(setting.getValue()))
                                + ". Change that on the server, or set"
                                + " QUARKUS_DATASOURCE_POSTGRES_JDBC_URL to another.");
            }
        }
    }

    private static String read(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            return rows.next() ? rows.getString(1) : "nothing";
        }
    }
}
