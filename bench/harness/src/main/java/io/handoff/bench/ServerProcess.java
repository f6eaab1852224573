package io.handoff.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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

    /** With 200, or anything to {@code /}; cheap enough to ask every few milliseconds. */
    private boolean answers(String path) {
        String wanted = path.equals("/") ? "HTTP/1.1 " : "HTTP/1.1 200";
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(1000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes(wanted.length());
            return wanted.equals(new String(start, StandardCharsets.US_ASCII));
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
