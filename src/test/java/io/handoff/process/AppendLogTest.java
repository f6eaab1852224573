package io.handoff.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handoff.Crowd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendLogTest {

    /** Monotonic time may begin anywhere. */
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

    @TempDir Path directory;

    @Test
    void shouldMakeFileAndFolder() throws IOException {
        Path path = directory.resolve("not/there/log.txt");

        try (AppendLog log = new AppendLog(path)) {
            log.append("one");
            log.append("zwei – 二");
        }

        assertEquals(List.of("one", "zwei – 二"), Files.readAllLines(path));
    }

    @Test
    void shouldGoOnWhereItStopped() throws IOException {
        Path path = Files.writeString(directory.resolve("log.txt"), "one\n");

        append(path, "two");

        assertEquals("one\ntwo\n", Files.readString(path));
    }

    @Test
    void shouldEndALineThatACrashCutShort() throws IOException {
        Path path = Files.writeString(directory.resolve("log.txt"), "one\nhalf a li");

        append(path, "two");

        assertEquals("one\nhalf a li\ntwo\n", Files.readString(path));
    }

    @Test
    void shouldGoOnAfterAnInterruptedWriter() throws IOException {
        Path path = directory.resolve("log.txt");
        try (AppendLog log = new AppendLog(path)) {
            log.append("one");

            Thread.currentThread().interrupt();
            assertThrows(IOException.class, () -> log.append("interrupted"));
            assertEquals(true, Thread.interrupted());

            log.append("two");
        }
        List<String> lines = Files.readAllLines(path);
        assertEquals("one", lines.get(0));
        assertEquals("two", lines.get(lines.size() - 1));
    }

    /** As logrotate does it with {@code nocreate}. */
    @Test
    void shouldWriteToANewFileAfterARotation() throws IOException {
        Path path = directory.resolve("log.txt");
        try (AppendLog log = new AppendLog(path, nanos::get)) {
            log.append("one");
            Files.move(path, directory.resolve("log.txt.1"));

            pass(1);
            log.append("two");
            log.append("three");
        }

        assertEquals("one\n", Files.readString(directory.resolve("log.txt.1")));
        assertEquals("two\nthree\n", Files.readString(path));
    }

    /** As logrotate does it with {@code create}. */
    @Test
    void shouldWriteToTheFileThatARotationCreated() throws IOException {
        Path path = directory.resolve("log.txt");
        try (AppendLog log = new AppendLog(path, nanos::get)) {
            log.append("one");
            Files.move(path, directory.resolve("log.txt.1"));
            Files.createFile(path);

            pass(1);
            log.append("two");
        }

        assertEquals("one\n", Files.readString(directory.resolve("log.txt.1")));
        assertEquals("two\n", Files.readString(path));
    }

    @Test
    void shouldCreateTheFileAgainWhenItWasDeletedWithItsFolder() throws IOException {
        Path path = directory.resolve("logs/log.txt");
        try (AppendLog log = new AppendLog(path, nanos::get)) {
            log.append("one");
            Files.delete(path);
            Files.delete(path.getParent());

            pass(1);
            log.append("two");
        }

        assertEquals("two\n", Files.readString(path));
    }

    @Test
    void shouldGoOnInAFileThatWasTruncated() throws IOException {
        Path path = directory.resolve("log.txt");
        try (AppendLog log = new AppendLog(path, nanos::get)) {
            log.append("one");
            Files.writeString(path, "");

            pass(1);
            log.append("two");
        }

        assertEquals("two\n", Files.readString(path));
    }

    /** The hot path: one look at the name per second, however many lines there are. */
    @Test
    void shouldLookAtTheNameOnceASecond() throws IOException {
        Path path = directory.resolve("log.txt");
        Path old = directory.resolve("log.txt.1");
        try (AppendLog log = new AppendLog(path, nanos::get)) {
            log.append("one");
            Files.move(path, old);

            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
            log.append("two");
            assertEquals("one\ntwo\n", Files.readString(old));
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            log.append("three");
        }

        assertEquals("one\ntwo\n", Files.readString(old));
        assertEquals("three\n", Files.readString(path));
    }

    private void pass(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void shouldNotMixLinesOfACrowd() throws IOException {
        Path path = directory.resolve("log.txt");
        String line = "x".repeat(10_000);
        try (AppendLog log = new AppendLog(path)) {
            Crowd.together(
                    4,
                    () -> {
                        for (int i = 0; i < 20; i++) {
                            log.append(line);
                        }
                        return null;
                    });
        }

        List<String> lines = Files.readAllLines(path);
        assertEquals(80, lines.size());
        assertEquals(List.of(line), lines.stream().distinct().toList());
    }

    private static void append(Path path, String line) throws IOException {
        try (AppendLog log = new AppendLog(path)) {
            log.append(line);
        }
    }
}
