package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The browser's client: its own tests, where there is a Node to run them, and its size. */
class HandoffJsTest {

    private static final Path SCRIPT = Path.of("src/main/resources/META-INF/resources/handoff.js");
    private static final Path TESTS = Path.of("src/test/js");
    private static final int MAX_BYTES = 6 * 1024;
    private static final Pattern IMPORT = Pattern.compile("(?:from|import) '(\\./[^']+)'");

    @TempDir Path folder;

    @Test
    void shouldPassItsTests() throws IOException, InterruptedException {
        Node.assume("the tests of handoff.js");

        Run run = run(nodeTests());

        assertEquals(0, run.status(), () -> "handoff.js fails its tests:\n" + run.output());
    }

    @Test
    void shouldBeSmall() throws IOException {
        Set<Path> modules = new TreeSet<>();
        collect(SCRIPT, modules);

        int bytes = 0;
        for (Path module : modules) {
            bytes += gzipped(Files.readAllBytes(module));
        }

        assertTrue(
                bytes < MAX_BYTES,
                modules + " have " + bytes + " bytes gzipped; allowed are fewer than " + MAX_BYTES);
    }

    /** Each file by its name: what Node makes of a folder depends on its version. */
    private static List<String> nodeTests() throws IOException {
        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=spec"));
        try (Stream<Path> files = Files.list(TESTS)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".test.mjs"))
                    .sorted()
                    .forEach(command::add);
        }
        return command;
    }

    private Run run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    private static void collect(Path module, Set<Path> modules) throws IOException {
        if (modules.add(module.normalize())) {
            for (MatchResult found : IMPORT.matcher(Files.readString(module)).results().toList()) {
                collect(module.resolveSibling(found.group(1)), modules);
            }
        }
    }

    private static int gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new Gzip9(bytes)) {
            gzip.write(content);
        }
        return bytes.size();
    }

    private record Run(int status, String output) {}

    private static class Gzip9 extends GZIPOutputStream {
        Gzip9(OutputStream out) throws IOException {
            super(out);
            def.setLevel(9);
        }
    }
}
