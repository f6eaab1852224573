package io.handoff.store.postgres;

import io.handoff.store.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A number of read-only sessions, opened as they are needed, lent to one question at a time. One
 * that fails with its connection is asked again on a new one: reading twice does no harm.
 */
final class Readers implements AutoCloseable {

    /** A question to the store. */
    interface Question<T> {
        T ask(WriterConnection writerConnection) throws SQLException;
    }

    private final Connections connections;
    private final String node;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<WriterConnection> idle = new ConcurrentLinkedDeque<>();
    private final int size;
    private final Duration maxWait;
    private volatile boolean closed;

    Readers(Connections connections, String node, int size, Duration maxWait) {
        this.connections = connections;
        this.node = node;
        this.places = new Semaphore(size);
        this.size = size;
        this.maxWait = maxWait;
    }

    <T> T ask(Question<T> question) {
        await();
        try {
            return asked(question);
        } catch (SQLException e) {
            throw Failures.explain(e);
        } finally {
            places.release();
        }
    }

    private <T> T asked(Question<T> question) throws SQLException {
        for (WriterConnection used = idle.pollFirst(); used != null; used = idle.pollFirst()) {
            try {
                return ask(used, question);
            } catch (SQLException e) {
                if (!Failures.isGone(e)) {
                    throw e;
                }
            }
        }
        if (closed) {
            throw new StoreUnavailable("The store is stopping; try another replica.");
        }
        return ask(new WriterConnection(connections.openReader(), node), question);
    }

    private <T> T ask(WriterConnection writerConnection, Question<T> question) throws SQLException {
        boolean sound = true;
        try {
            return question.ask(writerConnection);
        } catch (SQLException e) {
            sound = !Failures.isGone(e);
            throw e;
        } finally {
            if (sound && !closed) {
                idle.addFirst(writerConnection);
            } else {
                writerConnection.close();
            }
        }
    }

    private void await() {
        try {
            if (!places.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailable(
                        "All "
                                + size
                                + " reading connections of the store stayed busy; try again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("Interrupted while waiting for the store.", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (WriterConnection writerConnection = idle.poll();
                writerConnection != null;
                writerConnection = idle.poll()) {
            writerConnection.close();
        }
    }
}
