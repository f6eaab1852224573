package io.handoff.store.sqlite;

import io.handoff.store.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A fixed number of read-only sessions, lent to one question at a time. */
final class Readers implements AutoCloseable {

    /** A question to the store. */
    interface Question<T> {
        T ask(WriterConnection writerConnection) throws SQLException;
    }

    private final BlockingQueue<WriterConnection> idle;
    private final int size;
    private final Duration maxWait;

    Readers(Connections connections, int size, Duration maxWait) throws SQLException {
        this.idle = new ArrayBlockingQueue<>(size);
        this.size = size;
        this.maxWait = maxWait;
        for (int i = 0; i < size; i++) {
            Connection connection = connections.openReader();
            idle.add(new WriterConnection(connection));
        }
    }

    <T> T ask(Question<T> question) {
        WriterConnection writerConnection = borrow();
        try {
            return question.ask(writerConnection);
        } catch (SQLException e) {
            writerConnection.afresh();
            throw Failures.explain(e);
        } finally {
            idle.add(writerConnection);
        }
    }

    private WriterConnection borrow() {
        try {
            WriterConnection writerConnection =
                    idle.poll(maxWait.toMillis(), TimeUnit.MILLISECONDS);
            if (writerConnection == null) {
                throw new StoreUnavailable(
                        "All "
                                + size
                                + " reading connections of the store stayed busy; try again.");
            }
            return writerConnection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("Interrupted while waiting for the store.", e);
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < size; i++) {
            try {
                borrow().close();
            } catch (SQLException | StoreUnavailable e) {
                // Only reads: nothing is lost with the connection.
            }
        }
    }
}
