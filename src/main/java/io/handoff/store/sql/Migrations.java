package io.handoff.store.sql;

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
 * Brings a database to the schema that this version of Handoff needs: the scripts {@code
 * db/<folder>/<n>.sql} in order, all in one transaction with the number of the last.
 *
 * @param newest the number of the last script
 * @param place what the scripts change, as the refusal names it
 * @param remedy what to do about a newer schema, besides running the newer version
 */
public record Migrations(
        String folder, int newest, SchemaVersion schema, String place, String remedy) {

    /** Where a database keeps the number of its schema. */
    public interface SchemaVersion {

        /** Begins a transaction, and keeps other processes from migrating before its end. */
        void begin(Statement statement) throws SQLException;

        /** 0 for an empty database. */
        int read(Statement statement) throws SQLException;

        void write(Statement statement, int version) throws SQLException;
    }

    /**
     * @param connection not in a transaction, neither before nor after
     * @throws StoreCannotStart if the schema is newer than {@link #newest}
     */
    public void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            schema.begin(statement);
            try {
                upgrade(statement);
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                rollBack(statement, e);
                throw e;
            }
        }
    }

    private void upgrade(Statement statement) throws SQLException {
        int found = schema.read(statement);
        if (found > newest) {
            throw new StoreCannotStart(
                    "A newer Handoff (schema "
                            + found
                            + ", this one knows "
                            + newest
                            + ") wrote "
                            + place
                            + ". Run that version, or "
                            + remedy
                            + '.');
        }
        for (int next = found + 1; next <= newest; next++) {
            for (String sql : script(next).split(";\\s*\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        if (found < newest) {
            schema.write(statement, newest);
        }
    }

    private static void rollBack(Statement statement, Exception cause) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private String script(int version) {
        String name = "/db/" + folder + '/' + version + ".sql";
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number that a query answers, 0 without a row. */
    public static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
