package io.handoff.bench.baseline;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** One write call per line on a channel opened for append, so concurrent lines never mix. */
@ApplicationScoped
public class LogWorker {

    private FileChannel log;

    @PostConstruct
    void open() throws IOException {
        log =
                FileChannel.open(
                        Path.of("log.txt"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void on(@ObservesAsync Work work) throws IOException {
        String line = Instant.now() + " " + work.id() + " Processed: " + work.payload() + "\n";
        log.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }

    @PreDestroy
    void close() throws IOException {
        log.close();
    }
}
