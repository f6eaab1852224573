package io.handoff.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.store.StoreCannotStart;
import io.handoff.store.sql.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private static final String TABLES = "SELECT count(*) FROM sqlite_master WHERE type = 'table'";

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void shouldUndoAllScriptsIfOneFails() throws SQLException {
        SQLException failure = assertThrows(SQLException.class, () -> broken(2).run(connection));

        assertTrue(failure.getMessage().contains("already exists"), failure.getMessage());
        assertEquals(0, number(TABLES));
        assertEquals(0, number("PRAGMA user_version"));
    }

    @Test
    void shouldGoOnAfterAFailure() throws SQLException {
        assertThrows(SQLException.class, () -> broken(2).run(connection));

        broken(1).run(connection);

        assertEquals(1, number(TABLES));
        assertEquals(1, number("PRAGMA user_version"));
    }

    @Test
    void shouldSayInOneLineWhatToDoAboutANewerSchema() throws SQLException {
        broken(1).run(connection);

        StoreCannotStart refusal =
                assertThrows(StoreCannotStart.class, () -> broken(0).run(connection));

        assertEquals(
                "A newer Handoff (schema 1, this one knows 0) wrote the file. Run that version, or"
                        + " use another file.",
                refusal.getMessage());
    }

    /** Scripts of which the second fails in its second statement. */
    private static Migrations broken(int newest) {
        return new Migrations(
                "broken", newest, SqliteSchema.MIGRATIONS.schema(), "the file", "use another file");
    }

    private int number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return Migrations.number(statement, sql);
        }
    }
}
