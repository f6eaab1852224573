package io.handoff.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of whole lines. A line goes out in one write, so that lines of several threads do not mix;
 * one that a crash or a full disk cut short is ended before the next. Lines survive the process at
 * once and the machine as soon as the operating system has flushed them.
 */
final class AppendLog implements AutoCloseable {

    private final Path path;
    private volatile @Nullable FileChannel file;
    private boolean torn;

    /** The file is made at the first line. */
    AppendLog(Path path) {
        this.path = path;
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
        if (file == null || !file.isOpen()) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            torn = endsInMidLine();
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return file;
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

    /** Does not wait for a write that hangs: it ends it. */
    @Override
    public void close() throws IOException {
        FileChannel open = file;
        if (open != null) {
            open.close();
        }
    }
}
