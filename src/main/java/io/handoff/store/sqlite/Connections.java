package io.handoff.store.sqlite;

import io.handoff.store.StoreCannotStart;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Opens connections to one SQLite file, set up so that a commit is on the disk when it returns. */
final class Connections {

    /** What the promise "202 means fsynced" rests on, as SQLite reads it back. */
    private static final Map<String, String> DURABLE =
            Map.of("journal_mode", "wal", "synchronous", "2", "foreign_keys", "0");

    private final Path file;

    Connections(Path file) {
        this.file = file;
    }

    /**
     * The one connection that writes. Checkpoints are taken off it (see {@link Checkpoints}), so a
     * commit never pays for one.
     */
    Connection openWriter() throws SQLException {
        Connection connection = open();
        set(connection, "journal_mode", "WAL");
        set(connection, "synchronous", "FULL");
        set(connection, "wal_autocheckpoint", "0");
        set(connection, "busy_timeout", "5000");
        set(connection, "cache_size", "-65536");
        set(connection, "temp_store", "MEMORY");
        verify(connection, DURABLE);
        return connection;
    }

    Connection openReader() throws SQLException {
        Connection connection = open();
        set(connection, "busy_timeout", "5000");
        set(connection, "query_only", "ON");
        verify(connection, Map.of("query_only", "1"));
        return connection;
    }

    Connection openCheckpointer() throws SQLException {
        Connection connection = open();
        set(connection, "synchronous", "FULL");
        set(connection, "wal_autocheckpoint", "0");
        return connection;
    }

    // Not through DriverManager: in a native image it knows no SQLite.
    private Connection open() throws SQLException {
        Properties properties = new Properties();
        // Ids come from the application; the driver would ask for the last rowid after each insert.
        properties.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
        return JDBC.createConnection("jdbc:sqlite:" + file, properties);
    }

    private static void set(Connection connection, String pragma, String value)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + pragma + " = " + value);
        }
    }

    private static void verify(Connection connection, Map<String, String> expected)
            throws SQLException {
        for (Map.Entry<String, String> pragma : expected.entrySet()) {
            String found = read(connection, pragma.getKey());
            if (!pragma.getValue().equalsIgnoreCase(found)) {
                throw new StoreCannotStart(
                        "SQLite answers "
                                + pragma.getKey()
                                + " = "
                                + found
                                + " where Handoff needs "
                                + pragma.getValue()
                                + ". Put the data directory on a local disk (no network file"
                                + " system).");
            }
        }
    }

    private static String read(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + pragma)) {
            return rows.next() ? rows.getString(1) : "nothing";
        }
    }
}
