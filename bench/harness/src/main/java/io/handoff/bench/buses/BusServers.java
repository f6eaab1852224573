package io.handoff.bench.buses;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A bus's server of our own on loopback, with its defaults; it ends when it is closed. */
record BusServers(String url, Process process) implements AutoCloseable {

    private static final Path RABBIT = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    static BusServers redis(Path work) throws IOException {
        int port = freePort();
        List<String> command =
                List.of(
                        ExecutableProvider.newJarResourceProvider().get().toString(),
                        "--port",
                        String.valueOf(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "");
        Process process = start(work, command, Map.of());
        awaitLine(process, "Ready to accept connections");
        return new BusServers("redis://127.0.0.1:" + port, process);
    }

    /** Empty where Debian's rabbitmq-server is not installed. */
    static Optional<BusServers> rabbit(Path work) throws IOException {
        if (!Files.isExecutable(RABBIT)) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory(work, "rabbitmq-");
        int port = freePort();
        Map<String, String> environment =
                Map.ofEntries(
                        Map.entry("HOME", folder.toString()),
                        Map.entry("RABBITMQ_NODENAME", "bench" + port + "@localhost"),
                        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                        Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
                        Map.entry("RABBITMQ_DIST_PORT", String.valueOf(freePort())),
                        Map.entry("ERL_EPMD_PORT", String.valueOf(freePort())),
                        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                        Map.entry("RABBITMQ_LOGS", "-"),
                        Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
                        Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("none").toString()),
                        Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString()),
                        Map.entry(
                                "RABBITMQ_ENABLED_PLUGINS_FILE",
                                folder.resolve("plugins").toString()));
        Process process = start(folder, List.of(RABBIT.toString()), environment);
        awaitLine(process, "Server startup complete");
        return Optional.of(new BusServers("amqp://127.0.0.1:" + port, process));
    }

    private static Process start(Path folder, List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return process;
    }

    private static void awaitLine(Process process, String wanted) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = ""; !line.contains(wanted); ) {
            line = output.readLine();
            if (line == null) {
                throw new IOException("a bus's server ended before it said: " + wanted);
            }
        }
        Thread rest = new Thread(() -> output.lines().forEach(line -> {}), "bus-output");
        rest.setDaemon(true);
        rest.start();
    }

    private static void end(Process process) {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        end(process);
        process.onExit().join();
    }
}
