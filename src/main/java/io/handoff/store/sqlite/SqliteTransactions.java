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
final class SqliteTransactions implements Transactions<Session> {

    private static final Logger LOG = Logger.getLogger(SqliteTransactions.class);

    private final Session session;
    private boolean open;

    SqliteTransactions(Connection connection) {
        this.session = new Session(connection, UUID.randomUUID().toString());
    }

    @Override
    public Session begin() throws SQLException {
        session.bind("BEGIN IMMEDIATE").run();
        open = true;
        return session;
    }

    @Override
    public void commit() throws SQLException {
        session.bind("COMMIT").run();
        open = false;
    }

    @Override
    public void rollback() {
        session.afresh();
        if (!open) {
            return;
        }
        open = false;
        try {
            session.bind("ROLLBACK").run();
        } catch (SQLException e) {
            session.afresh();
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
            session.close();
        } catch (SQLException e) {
            LOG.warnf("The store's file did not close cleanly: %s", e.getMessage());
        }
    }
}
