package io.handoff.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images fit the manifests: same uid, same folder, and a process that hears SIGTERM. */
class DockerfileTest {
    private static final Path FOLDER = Path.of("src/main/docker");
    private static final Pattern EXEC_FORM =
            Pattern.compile("ENTRYPOINT \\[\"(java|\\./handoff)\"(, \"[^\"]+\")*]");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void shouldRunAsTheUserOfTheManifests(String name) throws IOException {
        List<String> users = lines(name).filter(line -> line.startsWith("USER ")).toList();

        String uid = SecurityPolicy.UID + ":" + SecurityPolicy.UID;
        assertEquals("USER " + uid, users.get(users.size() - 1));
        assertTrue(lines(name).anyMatch(line -> line.contains("chown " + uid + " /data")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void shouldStartInExecForm(String name) throws IOException {
        List<String> entry = lines(name).filter(line -> line.startsWith("ENTRYPOINT")).toList();

        assertEquals(1, entry.size());
        assertTrue(EXEC_FORM.matcher(entry.get(0)).matches(), entry.get(0));
        assertFalse(lines(name).anyMatch(line -> line.startsWith("CMD")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void shouldNameTheVersionOfItsBase(String name) throws IOException {
        assertTrue(
                lines(name)
                                .filter(line -> line.startsWith("FROM "))
                                .allMatch(line -> line.matches("FROM \\S+:[^\\s:]+( AS \\w+)?"))
                        && lines(name).noneMatch(line -> line.contains(":latest")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void shouldKeepItsDataOnTheVolumeAndChooseNoAccess(String name) throws IOException {
        String file = Files.readString(FOLDER.resolve(name));

        assertTrue(file.contains("HANDOFF_DATA_DIR=/data"));
        assertTrue(file.contains("\nVOLUME /data\n"));
        assertTrue(file.contains("QUARKUS_HTTP_HOST=0.0.0.0"));
        // Opening it to everybody is the choice of whoever runs it.
        assertFalse(lines(name).anyMatch(line -> line.contains("ENV HANDOFF_ACCESS_MODE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void shouldCopyOnlyWhatTheDockerignoreLetsThrough(String name) throws IOException {
        List<String> allowed =
                Files.readAllLines(Path.of(".dockerignore")).stream()
                        .filter(line -> line.startsWith("!"))
                        .map(line -> line.substring(1))
                        .toList();
        List<String> copied =
                lines(name)
                        .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                        .flatMap(DockerfileTest::sources)
                        .toList();

        assertFalse(copied.isEmpty());
        for (String source : copied) {
            assertTrue(allowed.stream().anyMatch(source::startsWith), source + " is ignored");
        }
    }

    @Test
    void shouldTrainAndRunWithTheSameFlags() throws IOException {
        String training = Files.readString(FOLDER.resolve("train-aot.sh"));
        String entry =
                lines("Dockerfile.jvm")
                        .filter(line -> line.startsWith("ENTRYPOINT"))
                        .findFirst()
                        .orElseThrow();

        assertTrue(training.contains("java @java.args \"$@\" -jar quarkus-run.jar"));
        assertTrue(entry.contains("\"@java.args\"") && entry.contains("\"quarkus-run.jar\""));
        assertTrue(entry.contains("-XX:AOTCache=app.aot") && training.contains("AOTCache=app.aot"));
    }

    private static Stream<String> sources(String copy) {
        List<String> words =
                Stream.of(copy.split(" ")).skip(1).filter(word -> !word.startsWith("--")).toList();
        return words.subList(0, words.size() - 1).stream();
    }

    private static Stream<String> lines(String name) throws IOException {
        return Files.readAllLines(FOLDER.resolve(name)).stream();
    }
}
