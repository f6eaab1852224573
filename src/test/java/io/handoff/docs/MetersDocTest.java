package io.handoff.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} explains every meter, and no page names one that does not exist. */
class MetersDocTest {

    /** Where the code makes a meter: the name is the first text of the call. */
    private static final Pattern MADE =
            Pattern.compile(
                    "\\b(?:builder|gauge|counter|timer|count)\\(\\s*(?:\\w+,\\s*)?"
                            + "\"handoff\\.([a-z.]+)\"");

    private static final Pattern NAMED = Pattern.compile("handoff_[a-z_]+");

    private static final Pattern EXPLAINED = Pattern.compile("(?m)^\\| `handoff_.*$");

    /** What Prometheus adds for units and kinds of meters. */
    private static final String SUFFIX = "(_seconds|_bytes)?(_total|_max|_count|_sum)?$";

    /** A channel of PostgreSQL, which is named alike. */
    private static final String CHANNEL = "handoff_events";

    private final Set<String> made = made();

    @Test
    void shouldExplainEveryMeter() {
        assertTrue(made.size() > 20, () -> "found only " + made);
        MarkdownFile operations = MarkdownFile.read(Path.of("docs/operations.md"));

        Set<String> explained =
                operations
                        .find(EXPLAINED)
                        .flatMap(row -> new MarkdownFile(operations.path(), row).find(NAMED))
                        .map(MetersDocTest::withoutSuffix)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(made, explained);
    }

    @Test
    void shouldNameOnlyMetersThatExistOnAnyPage() {
        Set<String> unknown = new TreeSet<>();
        for (MarkdownFile file : MarkdownFile.all()) {
            file.find(NAMED)
                    .filter(name -> !name.equals(CHANNEL) && !isMade(name))
                    .forEach(name -> unknown.add(file.path() + ": " + name));
        }

        assertEquals(Set.of(), unknown);
    }

    /** A page may also name the beginning of several. */
    private boolean isMade(String name) {
        return made.contains(withoutSuffix(name))
                || made.stream().anyMatch(meter -> name.endsWith("_") && meter.startsWith(name));
    }

    private static String withoutSuffix(String name) {
        return name.replaceFirst(SUFFIX, "");
    }

    private static Set<String> made() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(MetersDocTest::names)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> names(Path file) {
        try {
            return MADE.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult call) -> "handoff_" + call.group(1).replace('.', '_'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
