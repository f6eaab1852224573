package io.handoff.bus.rabbitmq;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A RabbitMQ node of our own: on loopback, on free ports, in a folder that goes with it. */
public final class Broker {

    private static final int START_SECONDS = 120;

    private final Path program;
    private final Path folder;
    private final int port = freePort();
    private final int clusterPort = freePort();
    private final int namesPort = freePort();
    private Process process;

    private Broker(Path program) throws IOException {
        this.program = program;
        this.folder = Files.createTempDirectory("handoff-rabbitmq");
    }

    /** Debian's own place first: what it has on the PATH does not start as everybody. */
    public static Optional<Path> program() {
        Stream<String> path = Stream.of(System.getenv("PATH").split(File.pathSeparator));
        return Stream.concat(Stream.of("/usr/lib/rabbitmq/bin"), path)
                .map(place -> Path.of(place, "rabbitmq-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs until this JVM ends. */
    public static Broker start(Path program) throws IOException {
        Broker broker = new Broker(program);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::remove));
        broker.begin();
        return broker;
    }

    public String url() {
        return "amqp://127.0.0.1:" + port;
    }

    void restart() throws IOException {
        kill();
        begin();
    }

    /** Returns when it takes connections. */
    public void begin() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
        builder.environment().putAll(environment());
        process = builder.start();
        CountDownLatch ready = new CountDownLatch(1);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Thread reader = new Thread(() -> read(output, ready), "broker-output");
        reader.setDaemon(true);
        reader.start();
        awaitStart(ready);
    }

    /** Longer than for other signals: after a kill it recovers its data first. */
    private static void awaitStart(CountDownLatch ready) {
        try {
            if (!ready.await(START_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("RabbitMQ did not start within " + START_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("RABBITMQ_NODENAME", "handoff" + port + "@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(clusterPort)),
                Map.entry("ERL_EPMD_PORT", Integer.toString(namesPort)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                Map.entry("RABBITMQ_LOGS", "-"),
                Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("none").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString()),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString()));
    }

    private static void read(BufferedReader output, CountDownLatch ready) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains("Server startup complete")) {
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            // It was killed.
        }
    }

    public void kill() {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    /** Also the program that tells Erlang's nodes of each other, which is a daemon. */
    private void remove() {
        kill();
        try {
            ProcessBuilder epmd = new ProcessBuilder("epmd", "-kill");
            epmd.environment().put("ERL_EPMD_PORT", Integer.toString(namesPort));
            epmd.start().onExit().join();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        } catch (IOException e) {
            System.out.println("The broker left something behind: " + e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("There is no free port", e);
        }
    }
}
