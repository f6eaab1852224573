package io.handoff.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The recipe in CONTRIBUTING.md is the code that {@code AddingAKindTest} runs. */
class ContributingTest {

    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

    @Test
    void shouldShowTheRecipeThatATestRuns() throws IOException {
        List<String> recipe = recipe();
        List<String> tested = lines(source());

        List<String> untested = recipe.stream().filter(line -> !tested.contains(line)).toList();

        assertTrue(recipe.size() > 5, () -> "found only " + recipe);
        assertEquals(List.of(), untested);
    }

    private static List<String> recipe() {
        Matcher java = JAVA.matcher(MarkdownFile.read(Path.of("CONTRIBUTING.md")).text());
        assertTrue(java.find());
        return lines(java.group(1));
    }

    private static String source() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            Path test =
                    files.filter(file -> file.endsWith("AddingAKindTest.java"))
                            .findAny()
                            .orElseThrow();
            return Files.readString(test);
        }
    }

    /** The test nests the worker, which makes it static there. */
    private static List<String> lines(String code) {
        return code.lines()
                .map(line -> line.strip().replaceFirst("^static ", ""))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
