package io.handoff.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.store.sql.TaskConditions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller's own tasks are found without a look at everybody's. */
class OwnerIndexTest {

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        SqliteSchema.MIGRATIONS.run(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void shouldFindTheTasksOfANameThroughTheIndex() throws SQLException {
        String plan = plan(TaskConditions.ownedBy("alice"));
        assertTrue(plan.contains("tasks_owner"), plan);
        assertFalse(plan.contains("TEMP B-TREE"), plan);
    }

    @Test
    void shouldNotNeedItForGuests() throws SQLException {
        String plan = plan(TaskConditions.ownedBy("guest"));
        assertFalse(plan.contains("tasks_owner"), plan);
    }

    private String plan(String condition) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "EXPLAIN QUERY PLAN SELECT * FROM tasks WHERE "
                                        + condition.replace("?", "'alice'")
                                        + " AND id < 'x' ORDER BY id DESC LIMIT 10")) {
            while (rows.next()) {
                plan.append(rows.getString("detail")).append('\n');
            }
        }
        return plan.toString();
    }
}
