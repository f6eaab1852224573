package io.handoff.crash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A {@code log.txt} that holds whoever writes to it: a named pipe, where opening waits for a
 * reader. It makes a task of the packaged service take as long as a test wants.
 */
final class HeldLog {

    private final Path pipe;

    private HeldLog(Path pipe) {
        this.pipe = pipe;
    }

    static HeldLog in(Path dataDir) throws Exception {
        Path pipe = Files.createDirectories(dataDir).resolve("log.txt");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(
                mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0,
                "This system has no named pipes");
        return new HeldLog(pipe);
    }

    /** Lets the writer go on, and returns its line. */
    String release() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(pipe)) {
            return reader.readLine();
        }
    }

    /** From now on the log is a file as usual. */
    void remove() throws IOException {
        Files.delete(pipe);
    }
}
