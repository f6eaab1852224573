package io.handoff.store.sqlite;

import io.handoff.store.StoreCannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings a file to the schema this version of Handoff needs: {@code db/sqlite/<n>.sql} in order,
 * each in one transaction with SQLite's {@code user_version}.
 */
final class Schema {

    static final int VERSION = 5;

    private Schema() {}

    static void migrate(Connection connection) throws SQLException {
        int found = version(connection);
        if (found > VERSION) {
            throw new StoreCannotStart(
                    "The data directory was written by a newer Handoff (schema "
                            + found
                            + ", this one knows "
                            + VERSION
                            + "). Run that version, or set HANDOFF_DATA_DIR to another folder.");
        }
        for (int next = found + 1; next <= VERSION; next++) {
            apply(connection, next);
        }
    }

    private static void apply(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (String sql : script(version).split(";\\s*\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version = " + version);
            statement.execute("COMMIT");
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static String script(int version) {
        String name = "/db/sqlite/" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
