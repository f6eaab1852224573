package io.handoff.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Python that has what FastAPI on uvicorn needs; the first on the path need not be the one. */
public record Python(String command, String versions) {

    private static final String IMPORTS =
            "import sys, fastapi, uvicorn, uvloop, httptools, websockets; "
                    + "print('Python', sys.version.split()[0], '/ FastAPI', fastapi.__version__, "
                    + "'/ uvicorn', uvicorn.__version__, '/ uvloop', uvloop.__version__, "
                    + "'/ websockets', websockets.__version__)";

    public static Optional<Python> find() {
        return Stream.of(System.getenv("BENCH_PYTHON"), "python3", "/usr/bin/python3", "python")
                .filter(command -> command != null && !command.isBlank())
                .flatMap(command -> probe(command).stream())
                .findFirst();
    }

    private static Optional<Python> probe(String command) {
        try {
            Process process =
                    new ProcessBuilder(command, "-c", IMPORTS)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean fine = process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
            return fine ? Optional.of(new Python(command, out.strip())) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
