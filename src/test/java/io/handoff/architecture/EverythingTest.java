package io.handoff.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the service and for its tests. */
@AnalyzeClasses(packages = "io.handoff", importOptions = WithoutFixtures.class)
class EverythingTest {

    private static final int MAX_LINES = 250;

    @ArchTest static final ArchRule SHOULD_NOT_SLEEP = Habits.NO_SLEEP;

    @ArchTest static final ArchRule SHOULD_NOT_BE_CALLED_SO = Habits.NO_SUCH_NAMES;

    @ArchTest static final ArchRule SHOULD_NOT_BE_IN_SUCH_PACKAGES = Habits.NO_SUCH_PACKAGES;

    @Test
    void shouldKeepFilesShort() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> tooLong =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> lines(file) > MAX_LINES)
                            .toList();

            assertEquals(List.of(), tooLong);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
