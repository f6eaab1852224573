package io.handoff.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, which a test may ask to stop, or kill. */
public final class HandoffProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> ALIVE.forEach(HandoffProcess::destroy)));
    }

    private final Process process;
    private final Api api;
    private final Path log;

    private HandoffProcess(Process process, int port, Path log) {
        this.process = process;
        this.api = new Api(port);
        this.log = log;
        ALIVE.add(process);
        process.onExit().thenAccept(ALIVE::remove);
    }

    /** How a process is to be started. */
    public record Setup(
            Path dataDir, int port, Map<String, String> settings, List<String> wrapper) {

        /** A setting by its environment variable. */
        public Setup with(String name, String value) {
            Map<String, String> more = new HashMap<>(settings);
            more.put(name, value);
            return new Setup(dataDir, port, more, wrapper);
        }

        /** Users' channels keep the newest hundred otherwise. */
        Setup keepingAllEvents() {
            return with("HANDOFF_TASKS_KEEP_EVENTS_PER_CHANNEL", "10000000");
        }

        /** A command that takes the service's command as its arguments, and becomes it. */
        Setup wrappedIn(String... command) {
            return new Setup(dataDir, port, settings, List.of(command));
        }

        /** Does not wait for anything. */
        HandoffProcess launch() {
            List<String> command = new ArrayList<>(wrapper);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            // It lives for seconds: the second compiler would cost more than it brings.
            command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
            command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
            // Into a file: of a pipe the last lines may be lost when the process exits.
            Path log = newLog();
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.matches("(HANDOFF|QUARKUS)_.*"));
            environment.put("HANDOFF_DATA_DIR", dataDir.toString());
            environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
            environment.putAll(settings);
            try {
                return new HandoffProcess(builder.start(), port, log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns when it takes requests. */
        public HandoffProcess start() {
            HandoffProcess started = launch();
            try {
                return started.awaitListening();
            } catch (RuntimeException | Error e) {
                started.close();
                throw e;
            }
        }
    }

    public static Setup in(Path dataDir) {
        return new Setup(dataDir, freePort(), Map.of(), List.of());
    }

    HandoffProcess awaitListening() {
        Api.awaitTrue("listening", START_LIMIT, () -> listening() || !alive());
        if (!listening()) {
            throw new AssertionError("It did not start:\n" + log());
        }
        return this;
    }

    private boolean listening() {
        return log().contains("Listening on");
    }

    Api api() {
        return api;
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL: it does not get to do anything more. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(30));
    }

    /** SIGTERM: it is asked to stop. */
    public HandoffProcess terminate() {
        process.destroy();
        return this;
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** The exit code, once it has exited. */
    int awaitExit(Duration limit) {
        try {
            return process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS).exitValue();
        } catch (Exception e) {
            throw new AssertionError("It did not exit within " + limit + ":\n" + log(), e);
        }
    }

    /** All it has said so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        destroy(process);
    }

    private static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static Path newLog() {
        try {
            Path log = Files.createTempFile("handoff", ".log");
            log.toFile().deleteOnExit();
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
