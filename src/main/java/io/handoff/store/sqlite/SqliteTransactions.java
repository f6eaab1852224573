package io.handoff.store.sqlite;

import io.handoff.store.GroupCommit.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Transactions on the one writing connection; a commit returns after SQLite's fsync. What they
 * start stands as running on this node: one that is made anew at each start.
 */
final class SqliteTransactions implements Transactions<WriterConnection> {

    private static final Logger LOG = Logger.getLogger(SqliteTransactions.class);

    private final WriterConnection writerConnection;
    private boolean open;

    SqliteTransactions(Connection connection) {
        this.writerConnection = new WriterConnection(connection, UUID.randomUUID().toString());
    }

    @Override
    public WriterConnection begin() throws SQLException {
        writerConnection.bind("BEGIN IMMEDIATE").run();
        open = true;
        return writerConnection;
    }

    @Override
    public void commit() throws SQLException {
        writerConnection.bind("COMMIT").run();
        open = false;
    }

    @Override
    public void rollback() {
        writerConnection.afresh();
        if (!open) {
            return;
        }
        open = false;
        try {
            writerConnection.bind("ROLLBACK").run();
        } catch (SQLException e) {
            writerConnection.afresh();
            // After a full disk SQLite has often rolled back by itself.
            LOG.debugf("Nothing to roll back: %s", e.getMessage());
        }
    }

    @Override
    public RuntimeException explain(Throwable failure) {
        return Failures.explain(failure);
    }

    @Override
    public void close() {
        try {
            writerConnection.close();
        } catch (SQLException e) {
            LOG.warnf("The store's file did not close cleanly: %s", e.getMessage());
        }
    }
}
