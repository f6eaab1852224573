package io.handoff.store.sqlite;

import io.handoff.store.sql.Migrations;
import io.handoff.store.sql.Migrations.SchemaVersion;
import java.sql.SQLException;
import java.sql.Statement;

/** The schema of a store's file; its number is in SQLite's {@code user_version}. */
final class SqliteSchema implements SchemaVersion {

    static final int NEWEST = 5;

    static final Migrations MIGRATIONS =
            new Migrations(
                    "sqlite",
                    NEWEST,
                    new SqliteSchema(),
                    "the data directory",
                    "set HANDOFF_DATA_DIR to another folder");

    private SqliteSchema() {}

    @Override
    public void begin(Statement statement) throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
    }

    @Override
    public int read(Statement statement) throws SQLException {
        return Migrations.number(statement, "PRAGMA user_version");
    }

    @Override
    public void write(Statement statement, int version) throws SQLException {
        statement.execute("PRAGMA user_version = " + version);
    }
}
