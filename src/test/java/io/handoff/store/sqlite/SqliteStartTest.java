package io.handoff.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.handoff.Stages;
import io.handoff.store.StoreCannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStartTest {

    @TempDir Path directory;

    @Test
    void shouldMakeTheDataDirectory() {
        Path deep = directory.resolve("not/there/yet");

        Sqlite.open(deep).close();

        assertTrue(Files.exists(deep.resolve("handoff.db")));
    }

    @Test
    void shouldRefuseADirectoryInUse() {
        try (SqliteStore first = Sqlite.open(directory)) {
            String line = refusal(directory);

            assertTrue(line.startsWith("Another Handoff process uses the data directory"), line);
            assertTrue(line.contains(directory.toString()), line);
            assertTrue(line.contains("HANDOFF_DATA_DIR"), line);
            Stages.value(first.ping());
        }
    }

    @Test
    void shouldOpenADirectoryThatIsGivenFree() {
        Sqlite.open(directory).close();

        try (SqliteStore again = Sqlite.open(directory)) {
            Stages.value(again.ping());
        }
    }

    @Test
    void shouldRefuseAFileThatIsNoStore() throws IOException {
        byte[] garbage = new byte[16_384];
        new Random(1).nextBytes(garbage);
        Files.write(directory.resolve("handoff.db"), garbage);

        String line = refusal(directory);

        assertTrue(line.startsWith("The store's file is damaged"), line);
        assertTrue(line.contains(directory.resolve("handoff.db").toString()), line);
    }

    @Test
    void shouldLeaveADamagedFileAsItIs() throws IOException {
        byte[] garbage = "this is no database, but maybe dear to somebody".getBytes();
        Files.write(directory.resolve("handoff.db"), garbage);

        refusal(directory);

        assertEquals(new String(garbage), Files.readString(directory.resolve("handoff.db")));
    }

    @Test
    void shouldOpenTheDirectoryOnceTheDamagedFileIsGone() throws IOException {
        Path file = directory.resolve("handoff.db");
        Files.writeString(file, "garbage, garbage, garbage");
        refusal(directory);

        Files.delete(file);

        Sqlite.open(directory).close();
    }

    @Test
    void shouldRefuseAFileInPlaceOfTheDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("data"), "");

        String line = refusal(file);

        assertTrue(line.startsWith("Cannot use the data directory " + file), line);
        assertTrue(line.contains("HANDOFF_DATA_DIR"), line);
    }

    @Test
    void shouldRefuseADirectoryItMayNotWriteTo() throws IOException {
        Path closed = Files.createDirectory(directory.resolve("read-only"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(closed), "root may write everywhere");

        String line = refusal(closed);

        assertTrue(line.startsWith("Cannot use the data directory " + closed), line);
    }

    @Test
    void shouldRefuseTheStoreOfANewerVersion() throws SQLException {
        Sqlite.open(directory).close();
        raw("PRAGMA user_version = 99");

        String line = refusal(directory);

        assertTrue(line.contains("newer Handoff (schema 99"), line);
    }

    @Test
    void shouldKeepTheStoreOfANewerVersionAsItIs() throws SQLException {
        Sqlite.open(directory).close();
        raw("PRAGMA user_version = 99");
        refusal(directory);

        raw("PRAGMA user_version = " + SqliteSchema.NEWEST);

        Sqlite.open(directory).close();
    }

    @Test
    void shouldCommitToTheDiskAndNotToMemory() {
        try (SqliteStore store = Sqlite.open(directory)) {
            assertEquals("wal", pragma(store, "journal_mode"));
            assertEquals("2", pragma(store, "synchronous"));
        }
    }

    @Test
    void shouldRefuseToRunWhereAPragmaDoesNotHold() throws SQLException {
        // given a database for which SQLite has no write-ahead log
        Connections inMemory = new Connections(Path.of(":memory:"));

        StoreCannotStart refusal =
                assertThrows(StoreCannotStart.class, () -> inMemory.openWriter().close());

        assertTrue(refusal.getMessage().contains("journal_mode = memory"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("local disk"), refusal.getMessage());
    }

    private static String pragma(SqliteStore store, String name) {
        return Stages.value(
                store.writer()
                        .submit(
                                session ->
                                        session.statement("PRAGMA " + name)
                                                .first(row -> row.getString(1))
                                                .orElseThrow()));
    }

    private static String refusal(Path directory) {
        StoreCannotStart refusal =
                assertThrows(StoreCannotStart.class, () -> Sqlite.open(directory).close());
        assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
        return refusal.getMessage();
    }

    private void raw(String sql) throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("handoff.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
