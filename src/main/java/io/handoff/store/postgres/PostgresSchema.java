package io.handoff.store.postgres;

import io.handoff.store.sql.Migrations;
import io.handoff.store.sql.Migrations.SchemaVersion;
import java.sql.SQLException;
import java.sql.Statement;

/** The schema of a database; its number is in the table {@code handoff_schema}. */
final class PostgresSchema implements SchemaVersion {

    static final int NEWEST = 3;

    static final Migrations MIGRATIONS =
            new Migrations(
                    "postgres",
                    NEWEST,
                    new PostgresSchema(),
                    "the database",
                    "set QUARKUS_DATASOURCE_POSTGRES_JDBC_URL to another database");

    /**
     * One replica at a time, where several start at once. Any number, as long as all versions use
     * the same: "Handoff" in ASCII.
     */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(20337198024746598)";

    /** Not to_regclass: it remembers that a table was missing before another replica made it. */
    private static final String TABLES =
            "SELECT count(*) FROM pg_class"
                    + " WHERE relname = 'handoff_schema' AND pg_table_is_visible(oid)";

    private PostgresSchema() {}

    @Override
    public void begin(Statement statement) throws SQLException {
        statement.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0");
        statement.execute(LOCK);
    }

    @Override
    public int read(Statement statement) throws SQLException {
        return Migrations.number(statement, TABLES) == 0
                ? 0
                : Migrations.number(statement, "SELECT version FROM handoff_schema");
    }

    @Override
    public void write(Statement statement, int version) throws SQLException {
        statement.execute(
                "CREATE TABLE IF NOT EXISTS handoff_schema (version INTEGER NOT NULL);"
                        + " DELETE FROM handoff_schema;"
                        + " INSERT INTO handoff_schema VALUES ("
                        + version
                        + ")");
    }
}
