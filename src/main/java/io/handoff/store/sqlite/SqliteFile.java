package io.handoff.store.sqlite;

import io.handoff.event.HistoryLimits;
import io.handoff.store.GroupCommit;
import io.handoff.store.StoreCannotStart;
import io.handoff.store.StoreSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * An opened store file with all its connections: one that writes, one that checkpoints, some that
 * read.
 */
public final class SqliteFile implements AutoCloseable {

    /** In the data directory. */
    static final String NAME = "handoff.db";

    private final DataDirectory directory;
    private final Readers readers;
    private final Checkpoints checkpoints;

    private SqliteFile(DataDirectory directory, Readers readers, Checkpoints checkpoints) {
        this.directory = directory;
        this.readers = readers;
        this.checkpoints = checkpoints;
    }

    /**
     * Opens the store of a data directory, bringing its schema up to date.
     *
     * @param keptEvents how many a channel keeps
     * @throws StoreCannotStart with one line that says what to change
     */
    public static SqliteStore open(
            StoreSettings settings, HistoryLimits keptEvents, GroupCommit.Meter meter) {
        DataDirectory directory = DataDirectory.open(settings.dataDir());
        try {
            return open(directory, settings, keptEvents, meter);
        } catch (SQLException e) {
            directory.close();
            throw refusal(directory.resolve(NAME), e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    static StoreCannotStart refusal(Path file, SQLException failure) {
        return new StoreCannotStart(
                Failures.explain(failure).getMessage() + " (in " + file + ")", failure);
    }

    private static SqliteStore open(
            DataDirectory directory,
            StoreSettings settings,
            HistoryLimits keptEvents,
            GroupCommit.Meter meter)
            throws SQLException {
        Path path = directory.resolve(NAME);
        Connections connections = new Connections(path);
        Connection writer = connections.openWriter();
        Schema.migrate(writer);
        Readers readers =
                new Readers(
                        connections, settings.reads().connections(), settings.reads().maxWait());
        Checkpoints checkpoints =
                new Checkpoints(
                        connections.openCheckpointer(), directory.resolve("handoff.db-wal"));
        GroupCommit<WriterConnection> commits =
                new GroupCommit<>(
                        "handoff-writer",
                        new SqliteTransactions(writer),
                        settings.writes().maxQueued(),
                        settings.writes().maxGroup(),
                        meter);
        return new SqliteStore(
                new SqliteFile(directory, readers, checkpoints),
                commits,
                new EventRows(keptEvents));
    }

    Readers readers() {
        return readers;
    }

    @Override
    public void close() {
        readers.close();
        checkpoints.close();
        directory.close();
    }
}
