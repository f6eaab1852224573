package io.handoff.bench.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    @TempDir Path folder;

    @Test
    void shouldReadOnWhereItStoppedAndJoinHalfLines() throws IOException {
        Path file = folder.resolve("log.txt");
        LogTail tail = new LogTail(file);
        List<String> lines = new ArrayList<>();
        assertFalse(tail.await(1, AT_ONCE, lines::add), "is not there yet");

        Files.writeString(file, "one\ntw");
        assertTrue(tail.await(1, AT_ONCE, lines::add));
        assertFalse(tail.await(2, AT_ONCE, lines::add));
        Files.writeString(file, "o\nthree\n", StandardOpenOption.APPEND);
        assertTrue(tail.await(3, AT_ONCE, lines::add));

        assertEquals(List.of("one\n", "two\n", "three\n"), lines);
        assertEquals(3, tail.lines());
    }
}
