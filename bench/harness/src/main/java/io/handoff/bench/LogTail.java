package io.handoff.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Follows the file to which a server's background work appends one line per task. */
final class LogTail {

    private final Path file;
    private final ByteBuffer block = ByteBuffer.allocate(1 << 16);
    private String rest = "";
    private long offset;

    LogTail(Path file) {
        this.file = file;
    }

    /** Reads what was appended since the last time; returns the number of whole lines. */
    long read(Consumer<String> eachLine) throws IOException {
        long lines = 0;
        // A pipe in its place has no reader on purpose.
        if (!Files.isRegularFile(file)) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(block.clear(), offset) > 0) {
                offset += block.position();
                String text = rest + StandardCharsets.ISO_8859_1.decode(block.flip());
                int whole = text.lastIndexOf('\n') + 1;
                rest = text.substring(whole);
                for (String line : text.substring(0, whole).lines().toList()) {
                    eachLine.accept(line);
                    lines++;
                }
            }
        }
        return lines;
    }
}
