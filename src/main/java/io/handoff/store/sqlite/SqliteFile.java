package io.handoff.store.sqlite;

import io.handoff.event.HistoryLimits;
import io.handoff.store.GroupCommit;
import io.handoff.store.StoreCannotStart;
import io.handoff.store.StoreSettings;
import io.handoff.store.sql.Dialect;
import io.handoff.store.sql.ReaderPool;
import io.handoff.store.sql.SqlSession;
import java.sql.SQLException;

/** Opens the store in the file of a data directory. */
public final class SqliteFile {

    private SqliteFile() {}

    /**
     * Locks the data directory, makes it if there is none, and brings the schema up to date.
     *
     * @throws StoreCannotStart with one line that says what to change
     */
    public static SqliteStore open(
            StoreSettings settings, HistoryLimits limits, GroupCommit.Meter meter) {
        LockedFile file = LockedFile.open(settings.dataDir());
        try {
            return open(file, settings, limits, meter);
        } catch (SQLException e) {
            file.close();
            throw file.refusal(e);
        }
    }

    private static SqliteStore open(
            LockedFile file, StoreSettings settings, HistoryLimits limits, GroupCommit.Meter meter)
            throws SQLException {
        Connections connections = new Connections(file.path());
        Checkpoints checkpoints =
                new Checkpoints(connections.openCheckpointer(), file.writeAheadLog());
        Dialect dialect = new SqliteDialect();
        ReaderPool readers =
                new ReaderPool(
                        () -> new SqlSession(connections.openReader(), dialect, ""),
                        dialect,
                        settings.reads().connections(),
                        settings.reads().maxWait());
        GroupCommit<SqlSession> writer =
                new GroupCommit<>(
                        "handoff-writer",
                        new SqliteTransactions(file.connection()),
                        settings.writes().maxQueued(),
                        settings.writes().maxGroup(),
                        meter);
        return new SqliteStore(file, checkpoints, readers, writer, new EventWrites(limits));
    }
}
