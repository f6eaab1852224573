package io.handoff;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of this machine, if it is there. */
public record Program(Path path) {

    /** What it wrote to both of its outputs, and its exit code. */
    public record Result(int exitCode, String output) {}

    /** The first of those names that is on the PATH; Debian keeps some in /usr/sbin. */
    public static Optional<Program> find(String... names) {
        List<String> folders =
                new ArrayList<>(List.of(System.getenv("PATH").split(File.pathSeparator)));
        folders.add("/usr/sbin");
        return folders.stream()
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Program::new);
    }

    /** Skips the test, with one line that says so, where the program is missing. */
    public static Program assume(String what, String... names) {
        Optional<Program> program = find(names);
        if (program.isEmpty()) {
            System.out.printf("Skipped %s: there is no %s on the PATH%n", what, names[0]);
        }
        assumeTrue(program.isPresent(), "there is no " + names[0]);
        return program.orElseThrow();
    }

    public ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    public Result run(String... arguments) throws IOException, InterruptedException {
        Process process = command(arguments).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
