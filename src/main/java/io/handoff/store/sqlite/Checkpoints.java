package io.handoff.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Carries the write-ahead log into the database file on a thread of its own, so that no commit
 * waits for it. A passive checkpoint does not stop the writer; once the log has outgrown {@link
 * #TRUNCATE_AT}, one that does brings it back to nothing.
 */
final class Checkpoints implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Checkpoints.class);
    private static final long PERIOD_MILLIS = 500;
    private static final long WORTH_IT = 4L << 20;
    private static final long TRUNCATE_AT = 256L << 20;

    private final Connection connection;
    private final Path log;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread made = new Thread(task, "handoff-checkpoint");
                        made.setDaemon(true);
                        return made;
                    });

    Checkpoints(Connection connection, Path log) {
        this.connection = connection;
        this.log = log;
        thread.scheduleWithFixedDelay(
                this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            long size = Files.exists(log) ? Files.size(log) : 0;
            if (size > WORTH_IT) {
                checkpoint("PASSIVE");
            }
            if (size > TRUNCATE_AT) {
                checkpoint("TRUNCATE");
            }
        } catch (Exception e) {
            LOG.debugf(e, "Checkpoint put off");
        }
    }

    private void checkpoint(String mode) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(" + mode + ")");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            LOG.debugf(e, "The checkpoint connection did not close");
        }
    }
}
