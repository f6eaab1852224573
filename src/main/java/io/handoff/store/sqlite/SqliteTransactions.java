package io.handoff.store.sqlite;

import io.handoff.store.GroupCommit.Transactions;
import io.handoff.store.sql.SqlSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Transactions on the one connection that writes; a commit returns after SQLite's fsync. Each start
 * of the process is a new node, so tasks that run when it ends belong to a node that is gone.
 */
final class SqliteTransactions implements Transactions<SqlSession> {

    private static final Logger LOG = Logger.getLogger(SqliteTransactions.class);

    private final SqlSession session;
    private boolean open;

    SqliteTransactions(Connection connection) {
        this.session =
                new SqlSession(connection, new SqliteDialect(), UUID.randomUUID().toString());
    }

    @Override
    public SqlSession begin() throws SQLException {
        session.statement("BEGIN IMMEDIATE").execute();
        open = true;
        return session;
    }

    @Override
    public void commit() throws SQLException {
        session.statement("COMMIT").execute();
        open = false;
    }

    @Override
    public void rollback() {
        session.dropStatements();
        if (!open) {
            return;
        }
        open = false;
        try {
            session.statement("ROLLBACK").execute();
        } catch (SQLException e) {
            session.dropStatements();
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
            session.connection().close();
        } catch (SQLException e) {
            LOG.warnf("The store's file did not close cleanly: %s", e.getMessage());
        }
    }
}
