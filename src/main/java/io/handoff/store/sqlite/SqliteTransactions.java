package io.handoff.store.sqlite;

import io.handoff.store.GroupCommit.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/** Transactions on the one writing connection; a commit returns after SQLite's fsync. */
final class SqliteTransactions implements Transactions<Session> {

    private static final Logger LOG = Logger.getLogger(SqliteTransactions.class);

    private final Session session;
    private final Statement statement;
    private boolean open;

    SqliteTransactions(Connection connection) throws SQLException {
        this.session = new Session(connection);
        this.statement = connection.createStatement();
    }

    @Override
    public Session begin() throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
        open = true;
        return session;
    }

    @Override
    public void commit() throws SQLException {
        statement.execute("COMMIT");
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
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
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
