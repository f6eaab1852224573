package io.handoff.bench.accept;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Follows the file to which a server's background work appends one line per task. */
public final class LogTail {

    private final Path file;
    private final ByteBuffer block = ByteBuffer.allocate(1 << 16);
    private final StringBuilder line = new StringBuilder();
    private long offset;
    private long lines;

    public LogTail(Path file) {
        this.file = file;
    }

    /** Reads on until so many lines have been read in all; false when they do not come in time. */
    public boolean await(long wanted, Duration limit, Consumer<String> eachLine)
            throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        read(eachLine);
        while (lines < wanted) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            read(eachLine);
        }
        return true;
    }

    public long lines() {
        return lines;
    }

    private void read(Consumer<String> eachLine) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(block.clear(), offset) > 0) {
                offset += block.position();
                split(block.flip(), eachLine);
            }
        }
    }

    private void split(ByteBuffer bytes, Consumer<String> eachLine) {
        for (String part : StandardCharsets.ISO_8859_1.decode(bytes).toString().split("(?<=\n)")) {
            line.append(part);
            if (part.endsWith("\n")) {
                lines++;
                eachLine.accept(line.toString());
                line.setLength(0);
            }
        }
    }
}
