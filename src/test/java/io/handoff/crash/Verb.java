package io.handoff.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged jar, asked for something else than to serve.
 *
 * @param settings by their environment variables
 */
record Verb(Map<String, String> settings, String... args) {

    private static final long LIMIT_SECONDS = 60;

    /** How it ended, and what it said. */
    record Said(int code, String text) {}

    private ProcessBuilder builder() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.matches("(HANDOFF|QUARKUS)_.*"));
        builder.environment().putAll(settings);
        return builder;
    }

    Said run() {
        return through(this).get(0);
    }

    /** As a shell does with bars between them; how each of them ended. */
    static List<Said> through(Verb... verbs) {
        try {
            List<ProcessBuilder> builders = new ArrayList<>();
            List<Path> errors = new ArrayList<>();
            for (Verb verb : verbs) {
                Path error = Files.createTempFile("handoff", ".err");
                errors.add(error);
                builders.add(verb.builder().redirectError(error.toFile()));
            }
            builders.get(verbs.length - 1).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            List<Process> processes = ProcessBuilder.startPipeline(builders);
            List<Said> said = new ArrayList<>();
            for (int i = 0; i < verbs.length; i++) {
                said.add(new Said(code(processes.get(i)), Files.readString(errors.get(i))));
                Files.delete(errors.get(i));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int code(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("It did not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
