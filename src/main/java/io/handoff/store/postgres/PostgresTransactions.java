package io.handoff.store.postgres;

import io.handoff.store.GroupCommit.Blame;
import io.handoff.store.GroupCommit.Transactions;
import io.handoff.store.GroupCommit.Write;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.Task;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Transactions on the one writing connection, which is opened again when it is lost.
 *
 * <p>A group whose connection was lost before the commit was sent runs again. Where it was lost
 * during the commit nobody knows what came of it: its writes fail, all of them, and whatever they
 * may have marked as running here is given away before anything else is written.
 */
final class PostgresTransactions implements Transactions<WriterConnection> {

    private static final Logger LOG = Logger.getLogger(PostgresTransactions.class);

    private final Connections connections;
    private final String node;
    private final EventBatch events;
    private final Backoff backoff = new Backoff();
    private final List<Task> doubtful = new ArrayList<>();
    private WriterConnection writerConnection;
    private List<Task> starts = List.of();
    private boolean committing;

    PostgresTransactions(Connections connections, WriterConnection first, EventBatch events) {
        this.connections = connections;
        this.node = first.node();
        this.events = events;
        this.writerConnection = first;
    }

    @Override
    public WriterConnection begin() throws SQLException {
        if (writerConnection == null) {
            writerConnection = connect();
        }
        return writerConnection;
    }

    private WriterConnection connect() throws SQLException {
        backoff.check();
        WriterConnection fresh = null;
        try {
            fresh = new WriterConnection(connections.openWriter(), node);
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
                            : new StoreUnavailable(explained.getMessage(), explained));
        }
    }

    private void disown(WriterConnection fresh) throws SQLException {
        if (!doubtful.isEmpty()) {
            NodeRows.disown(fresh, doubtful);
            fresh.connection().commit();
            doubtful.clear();
        }
    }

    @Override
    public List<Object> apply(WriterConnection current, List<Write<WriterConnection, ?>> writes)
            throws Exception {
        Group group = new Group(current, events, writes);
        List<Object> values = group.run();
        starts = group.starts();
        return values;
    }

    @Override
    public void commit() throws SQLException {
        committing = true;
        writerConnection.connection().commit();
        committing = false;
    }

    @Override
    public void rollback() {
        if (writerConnection == null) {
            return;
        }
        try {
            writerConnection.connection().rollback();
        } catch (SQLException e) {
            LOG.debugf("Nothing to roll back: %s", e.getMessage());
        }
    }

    @Override
    public Blame blame(Throwable failure) {
        boolean unknown = committing;
        committing = false;
        // Waiting again, one by one, for what is locked would keep everybody else waiting too.
        if (writerConnection == null || Failures.isStuck(failure)) {
            return Blame.ALL;
        }
        if (Failures.isGone(failure)) {
            LOG.warnf("The connection to PostgreSQL was lost: %s", failure.getMessage());
            writerConnection.close();
            writerConnection = null;
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
        if (writerConnection != null) {
            writerConnection.close();
        }
    }
}
