package io.handoff.store.sqlite;

import io.handoff.store.StoreCannotStart;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A store's file in its locked data directory, with the one connection that writes. */
record LockedFile(DataDirectory directory, Connection connection) implements AutoCloseable {

    /** In the data directory. */
    static final String NAME = "handoff.db";

    /**
     * Makes the file if there is none, and brings the schema up to date.
     *
     * @throws StoreCannotStart with one line that says what to change
     */
    static LockedFile open(Path dataDir) {
        DataDirectory directory = DataDirectory.open(dataDir);
        Path file = directory.resolve(NAME);
        try {
            return new LockedFile(directory, openWriter(file));
        } catch (SQLException e) {
            directory.close();
            throw refusal(file, e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static Connection openWriter(Path file) throws SQLException {
        Connection connection = new Connections(file).openWriter();
        try {
            SqliteSchema.MIGRATIONS.run(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Path path() {
        return directory.resolve(NAME);
    }

    Path writeAheadLog() {
        return directory.resolve(NAME + "-wal");
    }

    /** Why the store can't start after a failure. */
    StoreCannotStart refusal(SQLException failure) {
        return refusal(path(), failure);
    }

    private static StoreCannotStart refusal(Path file, SQLException failure) {
        return new StoreCannotStart(
                Failures.explain(failure).getMessage() + " (in " + file + ")", failure);
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
