package io.handoff.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README is read in five minutes, in any terminal. */
class ReadmeTest {

    private static final int MAX_LINES = 150;
    private static final int MAX_WIDTH = 120;

    private final String readme = MarkdownFile.read(Path.of("README.md")).text();

    @Test
    void shouldBeShort() {
        long lines = readme.lines().count();

        assertTrue(lines <= MAX_LINES, () -> lines + " lines");
    }

    @Test
    void shouldHaveNoLongLines() {
        List<String> tooLong =
                readme.lines()
                        .filter(line -> line.codePointCount(0, line.length()) > MAX_WIDTH)
                        .toList();

        assertEquals(List.of(), tooLong);
    }

    @Test
    void shouldHaveTheTwoCommands() {
        List<String> commands = readme.lines().map(line -> line.replaceFirst(" +#.*", "")).toList();

        assertTrue(
                commands.contains(
                        "./mvnw package -DskipTests"
                                + " && java -jar target/quarkus-app/quarkus-run.jar"));
        assertTrue(commands.contains("./mvnw verify"));
    }
}
