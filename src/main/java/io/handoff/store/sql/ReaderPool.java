package io.handoff.store.sql;

import io.handoff.store.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Read-only sessions, opened when they are needed and each lent to one query at a time. A query
 * that fails with its connection is repeated on another: reading twice does no harm.
 */
public final class ReaderPool implements AutoCloseable {

    /** Reads from the store. */
    public interface Query<T> {
        T run(SqlSession session) throws SQLException;
    }

    /** Opens a session that can't write. */
    public interface Opener {
        SqlSession open() throws SQLException;
    }

    private final Opener opener;
    private final Dialect dialect;
    private final int size;
    private final Duration maxWait;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<SqlSession> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /**
     * @param size how many queries may run at once
     * @param maxWait how long one more waits before it fails
     */
    public ReaderPool(Opener opener, Dialect dialect, int size, Duration maxWait) {
        this.opener = opener;
        this.dialect = dialect;
        this.size = size;
        this.maxWait = maxWait;
        this.permits = new Semaphore(size);
    }

    /**
     * @throws StoreUnavailable if the store can't answer now
     */
    public <T> T query(Query<T> query) {
        if (!acquire(1)) {
            throw new StoreUnavailable(
                    "All " + size + " reading connections of the store stayed busy; try again.");
        }
        try {
            return run(query);
        } catch (SQLException e) {
            throw dialect.explain(e);
        } finally {
            permits.release();
        }
    }

    private <T> T run(Query<T> query) throws SQLException {
        for (SqlSession session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            try {
                return run(session, query);
            } catch (SQLException e) {
                if (!dialect.isConnectionLost(e)) {
                    throw e;
                }
            }
        }
        if (closed) {
            throw new StoreUnavailable("The store is stopping; try another replica.");
        }
        return run(opener.open(), query);
    }

    private <T> T run(SqlSession session, Query<T> query) throws SQLException {
        boolean usable = true;
        try {
            return query.run(session);
        } catch (SQLException e) {
            usable = !dialect.isConnectionLost(e);
            session.dropStatements();
            throw e;
        } finally {
            if (usable && !closed) {
                idle.addFirst(session);
            } else {
                session.close();
            }
        }
    }

    private boolean acquire(int number) {
        try {
            return permits.tryAcquire(number, maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("Interrupted while waiting for the store.", e);
        }
    }

    /** Waits for the queries that run, but not longer than a query waits for its turn. */
    @Override
    public void close() {
        closed = true;
        try {
            acquire(size);
        } catch (StoreUnavailable interrupted) {
            // The sessions still in use are closed when they come back.
        }
        for (SqlSession session = idle.poll(); session != null; session = idle.poll()) {
            session.close();
        }
    }
}
