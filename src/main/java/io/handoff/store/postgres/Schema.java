package io.handoff.store.postgres;

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
 * Brings a database to the schema this version of Handoff needs: {@code db/postgres/<n>.sql} in
 * order, in one transaction, and one replica at a time where several start at once.
 */
final class Schema {

    static final int VERSION = 3;

    /** Any number, as long as all replicas take the same: "Handoff" in ASCII. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(20337198024746598)";

    /** Not to_regclass: it remembers what was not there before another replica made it. */
    private static final String TABLES =
            "SELECT count(*) FROM pg_class"
                    + " WHERE relname = 'handoff_schema' AND pg_table_is_visible(oid)";

    private Schema() {}

    /**
     * @param connection in a transaction of its own, which is over afterwards
     */
    static void migrate(Connection connection) throws SQLException {
        if (checked(version(connection)) < VERSION) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0");
                statement.execute(LOCK);
                upgrade(statement, checked(version(connection)));
            }
        }
        connection.commit();
    }

    private static int checked(int found) {
        if (found > VERSION) {
            throw new StoreCannotStart(
                    "The database was written by a newer Handoff (schema "
                            + found
                            + ", this one knows "
                            + VERSION
                            + "). Run that version, or set QUARKUS_DATASOURCE_POSTGRES_JDBC_URL to"
                            + " another database.");
        }
        return found;
    }

    private static void upgrade(Statement statement, int found) throws SQLException {
        if (found == 0) {
            statement.execute("CREATE TABLE handoff_schema (version INTEGER NOT NULL)");
            statement.execute("INSERT INTO handoff_schema VALUES (0)");
        }
        for (int next = found + 1; next <= VERSION; next++) {
            statement.execute(script(next));
        }
        statement.execute("UPDATE handoff_schema SET version = " + VERSION);
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return first(statement, TABLES) == 0
                    ? 0
                    : first(statement, "SELECT version FROM handoff_schema");
        }
    }

    private static int first(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static String script(int version) {
        String name = "/db/postgres/" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
