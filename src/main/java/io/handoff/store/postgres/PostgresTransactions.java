package io.handoff.store.postgres;

import io.handoff.store.GroupCommit.Blame;
import io.handoff.store.GroupCommit.PendingWrite;
import io.handoff.store.GroupCommit.Transactions;
import io.handoff.store.StoreUnavailable;
import io.handoff.store.sql.Dialect;
import io.handoff.store.sql.SqlSession;
import io.handoff.task.Task;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on the one writing connection, which is opened again when it is lost.
 *
 * <p>A group whose connection was lost before the commit was sent runs again. If it was lost during
 * the commit, the outcome is unknown: all its writes fail, and the tasks that they may have marked
 * as running here are released before anything else is written.
 */
final class PostgresTransactions implements Transactions<SqlSession> {

    private static final Logger LOG = Logger.getLogger(PostgresTransactions.class);

    private final Connections connections;
    private final Dialect dialect;
    private final String node;
    private final EventBatch events;
    private final Backoff backoff = new Backoff();
    private final List<Task> doubtful = new ArrayList<>();
    private @Nullable SqlSession session;
    private List<Task> starts = List.of();
    private boolean committing;

    PostgresTransactions(Connections connections, SqlSession first, EventBatch events) {
        this.connections = connections;
        this.dialect = first.dialect();
        this.node = first.node();
        this.events = events;
        this.session = first;
    }

    @Override
    public SqlSession begin() throws SQLException {
        if (session == null) {
            session = connect();
        }
        return session;
    }

    private SqlSession connect() throws SQLException {
        backoff.check();
        SqlSession fresh = null;
        try {
            fresh = new SqlSession(connections.openWriter(), dialect, node);
            disown(fresh);
            backoff.succeeded();
            LOG.info("PostgreSQL is back");
            return fresh;
        } catch (SQLException | RuntimeException e) {
            if (fresh != null) {
                fresh.close();
            }
            LOG.warnf("PostgreSQL can't be written to: %s", e.getMessage());
            RuntimeException explained = Failures.explain(e);
            throw backoff.failed(
                    explained instanceof StoreUnavailable known
                            ? known
                            : new StoreUnavailable(
                                    Objects.requireNonNullElse(
                                            explained.getMessage(), explained.toString()),
                                    explained));
        }
    }

    private void disown(SqlSession fresh) throws SQLException {
        if (!doubtful.isEmpty()) {
            NodeRows.disown(fresh, doubtful);
            fresh.connection().commit();
            doubtful.clear();
        }
    }

    @Override
    public void apply(SqlSession current, List<PendingWrite<SqlSession, ?>> writes)
            throws Exception {
        Group group = new Group(current, events);
        writes.forEach(group::add);
        group.run();
        starts = group.starts();
    }

    @Override
    public void commit() throws SQLException {
        committing = true;
        Objects.requireNonNull(session).connection().commit();
        committing = false;
    }

    @Override
    public void rollback() {
        if (session == null) {
            return;
        }
        try {
            session.connection().rollback();
        } catch (SQLException e) {
            LOG.debugf("Nothing to roll back: %s", e.getMessage());
        }
    }

    @Override
    public Blame blame(Throwable failure) {
        boolean unknown = committing;
        committing = false;
        // Waiting for the lock again, write by write, would hold up all others too.
        if (session == null || Failures.isStuck(failure)) {
            return Blame.ALL;
        }
        if (Failures.isGone(failure)) {
            LOG.warnf("The connection to PostgreSQL was lost: %s", failure.getMessage());
            session.close();
            session = null;
            if (unknown) {
                doubtful.addAll(starts);
            }
            return unknown ? Blame.ALL : Blame.NONE;
        }
        return Failures.isPassing(failure) ? Blame.NONE : Blame.ONE;
    }

    @Override
    public RuntimeException explain(Throwable failure) {
        return Failures.explain(failure);
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
