package io.handoff.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server under test, with its child processes. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final String name;
    private final int port;
    private final Path log;
    private final Path output;
    private final Process process;
    private final Duration startUp;

    private ServerProcess(
            String name, int port, Path log, Path output, Process process, Duration startUp) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.output = output;
        this.process = process;
        this.startUp = startUp;
    }

    /** Returns once the server answers; a server that does not is stopped and its output shown. */
    static ServerProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path folder,
            ReadyProbe probe,
            int port)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        boolean ready = awaitReady(process, probe);
        Duration startUp = Duration.ofNanos(System.nanoTime() - start);
        ServerProcess server =
                new ServerProcess(name, port, folder.resolve("log.txt"), output, process, startUp);
        if (!ready) {
            server.close();
            throw new IOException(name + " did not start:\n" + server.lastOutput());
        }
        return server;
    }

    private static boolean awaitReady(Process process, ReadyProbe probe)
            throws InterruptedException {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (probe.answers()) {
                return true;
            }
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Where its background work appends its lines. */
    public Path log() {
        return log;
    }

    /** From the start of the process to its first good answer. */
    public Duration startUp() {
        return startUp;
    }

    public Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Waits until it hardly uses the processor any more, so that it does not disturb the next. */
    public void awaitIdle(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Duration before = cpu();
        while (System.nanoTime() < deadline && !process.waitFor(250, TimeUnit.MILLISECONDS)) {
            Duration now = cpu();
            if (now.minus(before).toMillis() <= 20) {
                return;
            }
            before = now;
        }
    }

    public String lastOutput() throws IOException {
        List<String> lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** Asks it to end, as an operator would; true when it did so in time. */
    public boolean stop(Duration limit) throws InterruptedException {
        process.destroy();
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends it as a power failure would: nothing is finished, nothing said. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        List<ProcessHandle> family = process.descendants().toList();
        try {
            if (!stop(STOP_LIMIT)) {
                System.err.println(name + " did not end by itself and was killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
