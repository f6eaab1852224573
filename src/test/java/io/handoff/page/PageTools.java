package io.handoff.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.handoff.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prettier and ESLint in the versions of {@code package-lock.json}, installed below {@code target}
 * so that the build changes nothing beside it, and only once for each lock file.
 */
final class PageTools {

    private static final Path FOLDER = Path.of("target/page-tools");
    private static final Path MODULES = FOLDER.resolve("node_modules");
    private static final Path LOCK = Path.of("package-lock.json");
    private static final Path INSTALLED = FOLDER.resolve("installed.json");
    private static final String CONFIG = "eslint.config.js";

    /** An installation that fails otherwise, for example without a network, is no fault of ours. */
    private static final Set<String> OUR_FAULTS = Set.of("EUSAGE", "EINTEGRITY", "EJSONPARSE");

    private static final Pattern ERROR_CODE = Pattern.compile("code (E[A-Z0-9_]+)");

    private PageTools() {}

    /** Skips the test, with one line that says so, where the tools cannot be installed. */
    static PageTools assume(String what) throws IOException, InterruptedException {
        Node.assume(what);
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", CONFIG)) {
            Files.copy(Path.of(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(INSTALLED) || Files.mismatch(LOCK, INSTALLED) >= 0) {
            install(what);
            Files.copy(LOCK, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
        }
        return new PageTools();
    }

    private static void install(String what) throws IOException, InterruptedException {
        List<String> npm =
                List.of("npm", "ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0");
        Run run;
        try {
            run = run(FOLDER, npm, "");
        } catch (IOException e) {
            run = new Run(1, "code ENPM: there is no npm on the PATH");
        }
        if (run.status() != 0) {
            Matcher code = ERROR_CODE.matcher(run.output());
            String reason = code.find() ? code.group(1) : "status " + run.status();
            assertTrue(!OUR_FAULTS.contains(reason), run.output());
            System.out.printf("Skipped %s: npm cannot install them (%s)%n", what, reason);
            abort(run.output());
        }
    }

    Run prettier(String... arguments) throws IOException, InterruptedException {
        return node("prettier/bin/prettier.cjs", "", arguments);
    }

    Run prettierOf(String source, String... arguments) throws IOException, InterruptedException {
        return node("prettier/bin/prettier.cjs", source, arguments);
    }

    Run eslint(String... arguments) throws IOException, InterruptedException {
        return eslintOf("", arguments);
    }

    /** With the copy of our settings, which finds its modules beside it. */
    Run eslintOf(String source, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--config", FOLDER.resolve(CONFIG).toString()));
        all.addAll(List.of(arguments));
        return node("eslint/bin/eslint.js", source, all.toArray(String[]::new));
    }

    private static Run node(String program, String source, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("node", MODULES.resolve(program).toString()));
        command.addAll(List.of(arguments));
        return run(Path.of(""), command, source);
    }

    private static Run run(Path folder, List<String> command, String input)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("page-tools", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toAbsolutePath().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
            return new Run(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    record Run(int status, String output) {}
}
