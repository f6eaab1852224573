package io.handoff.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server under test, with its child processes. */
final class ServerProcess implements AutoCloseable {

    private static final int READY_SECONDS = 60;
    private static final int STOP_SECONDS = 60;
    private static final int MOST_CPU_MILLIS_OF_IDLE = 20;

    private final String name;
    private final int port;
    private final Path folder;
    private final Process process;
    private final double startUpSeconds;

    /**
     * Returns once the path is answered; a server that does not is stopped and its output shown.
     */
    ServerProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            String readyPath)
            throws IOException, InterruptedException {
        this.name = name;
        this.port = Integer.parseInt(environment.get("QUARKUS_HTTP_PORT"));
        this.folder = folder;
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        while (!answers(readyPath)) {
            boolean late = System.nanoTime() - start > READY_SECONDS * 1_000_000_000L;
            if (process.waitFor(5, TimeUnit.MILLISECONDS) || late) {
                kill();
                throw new IOException(name + " did not start:\n" + lastOutput());
            }
        }
        startUpSeconds = (System.nanoTime() - start) / 1e9;
    }

    /** With 200, or anything to {@code /}. */
    private boolean answers(String path) {
        try {
            URL url = URI.create("http://127.0.0.1:" + port + path).toURL();
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK || path.equals("/");
        } catch (IOException notYet) {
            return false;
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Where its background work appends its lines. */
    Path log() {
        return folder.resolve("log.txt");
    }

    /** From the start of the process to its first good answer. */
    double startUpSeconds() {
        return startUpSeconds;
    }

    Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Waits until it hardly uses the processor any more, so that it does not disturb the next. */
    void awaitIdle() throws InterruptedException {
        Duration before = cpu();
        for (int i = 0; i < 80 && !process.waitFor(250, TimeUnit.MILLISECONDS); i++) {
            Duration now = cpu();
            if (now.minus(before).toMillis() <= MOST_CPU_MILLIS_OF_IDLE) {
                return;
            }
            before = now;
        }
    }

    String lastOutput() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("output.txt"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** Ends it as a power failure would, its children too. */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Asks it to end, as an operator would, before that; a JVM may write an AOT cache then. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            System.err.println(name + " did not end on SIGTERM and is killed");
        }
        kill();
    }
}
