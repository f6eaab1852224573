package io.handoff.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.store.sql.Store;
import io.handoff.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoveToSqliteTest extends MoveContract {

    @Override
    Store open() {
        return Sqlite.open(place());
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + place().resolve("handoff.db"));
    }

    @Override
    Map<String, String> target() {
        return Map.of("handoff.data-dir", place().toString());
    }

    private Path place() {
        return folder.resolve("target");
    }

    @Test
    void shouldRefuseWhileAProcessHasTheFolder() {
        byte[] export = export();
        try (Store store = open()) {
            assertEquals(1, load(export));
        }
        assertTrue(said().contains("Another Handoff process uses the data directory"), said());
    }
}
