package io.handoff.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A file of whole lines. Each line is one write, so lines of several threads do not mix; a line
 * that a crash or a full disk cut short is ended before the next. A written line survives the end
 * of the process at once, and a crash of the machine once the operating system has flushed it.
 *
 * <p>When the file was rotated or deleted, lines go to a new file of the same name within a second.
 */
final class AppendLog implements AutoCloseable {

    /** Looking at the name for every line would cost as much as the write. */
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path path;
    private final LongSupplier nanos;
    private volatile @Nullable FileChannel file;
    private @Nullable Object fileKey;
    private long checkedAt;
    private boolean torn;

    /** The file is created with the first line. */
    AppendLog(Path path) {
        this(path, System::nanoTime);
    }

    /**
     * @param nanos monotonic time
     */
    AppendLog(Path path, LongSupplier nanos) {
        this.path = path;
        this.nanos = nanos;
    }

    synchronized void append(String line) throws IOException {
        FileChannel open = open();
        String text = torn ? "\n" + line + "\n" : line + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        torn = true;
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
        torn = false;
    }

    private FileChannel open() throws IOException {
        long now = nanos.getAsLong();
        if (file != null && file.isOpen() && now - checkedAt < CHECK_NANOS) {
            return file;
        }
        checkedAt = now;
        if (file != null && file.isOpen()) {
            if (isBehindTheName()) {
                return file;
            }
            file.close();
        }
        Files.createDirectories(path.toAbsolutePath().getParent());
        torn = endsInMidLine();
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        fileKey = attributes().fileKey();
        return file;
    }

    /** Whether the open file is still the one that the path names. */
    private boolean isBehindTheName() throws IOException {
        try {
            Object found = attributes().fileKey();
            // Where files have no key (Windows), an open file cannot be renamed or deleted.
            return found == null || found.equals(fileKey);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    private boolean endsInMidLine() throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return false;
        }
        try (FileChannel reading = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            reading.read(last, reading.size() - 1);
            return last.get(0) != '\n';
        }
    }

    /** Does not wait for a write that hangs: it fails that write. */
    @Override
    public void close() throws IOException {
        FileChannel open = file;
        if (open != null) {
            open.close();
        }
    }
}
