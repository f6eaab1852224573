package io.handoff.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handoff.Crowd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendLogTest {

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
