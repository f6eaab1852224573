package io.handoff.store.sqlite;

import io.handoff.store.StoreCannotStart;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A store's file with one connection, held as the service would hold it. */
record HeldFile(DataDirectory directory, Connection connection) implements AutoCloseable {

    /**
     * Brings the schema up to date, as a start would.
     *
     * @throws StoreCannotStart with one line that says what to change
     */
    static HeldFile open(Path dataDir) {
        DataDirectory directory = DataDirectory.open(dataDir);
        Path file = directory.resolve(SqliteFile.NAME);
        try {
            Connection connection = new Connections(file).openWriter();
            HeldFile held = new HeldFile(directory, connection);
            Schema.migrate(connection);
            return held;
        } catch (SQLException e) {
            directory.close();
            throw SqliteFile.refusal(file, e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // What is of use has been committed before.
        }
        directory.close();
    }
}
