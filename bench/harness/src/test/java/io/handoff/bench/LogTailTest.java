package io.handoff.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir Path folder;

    @Test
    void shouldReadOnWhereItStoppedAndJoinHalfLines() throws IOException {
        Path file = folder.resolve("log.txt");
        LogTail tail = new LogTail(file);
        List<String> lines = new ArrayList<>();
        assertEquals(0, tail.read(lines::add), "is not there yet");

        Files.writeString(file, "one\ntw");
        assertEquals(1, tail.read(lines::add));
        Files.writeString(file, "o\nthree\n", StandardOpenOption.APPEND);
        assertEquals(2, tail.read(lines::add));

        assertEquals(List.of("one", "two", "three"), lines);
    }
}
