package io.handoff.store.sqlite;

import io.handoff.store.StoreCannotStart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of an embedded store, held by one process at a time through a lock file. */
final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Makes the folder if missing and takes its lock; the lock ends with the process. */
    static DataDirectory open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        FileChannel channel = null;
        try {
            Files.createDirectories(absolute);
            channel =
                    FileChannel.open(
                            absolute.resolve("handoff.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            lock(channel, absolute);
            SqliteLibrary.prepare(absolute);
            return new DataDirectory(absolute, channel);
        } catch (IOException e) {
            close(channel);
            throw new StoreCannotStart(
                    "Cannot use the data directory "
                            + absolute
                            + " ("
                            + e
                            + "). Make it writable for this user or set HANDOFF_DATA_DIR.",
                    e);
        } catch (StoreCannotStart e) {
            close(channel);
            throw e;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new StoreCannotStart(
                    "Another Handoff process uses the data directory "
                            + path
                            + ". Stop it, or set HANDOFF_DATA_DIR to another folder.");
        }
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock ends with the process at the latest.
            }
        }
    }

    @Override
    public void close() {
        close(lockFile);
    }
}
