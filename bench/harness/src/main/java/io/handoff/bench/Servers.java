package io.handoff.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the servers: each in a folder of its own, on a free port of the loopback interface. */
final class Servers {

    static final String HANDOFF = "Handoff";
    static final String BARE = "bare Vert.x";
    static final String WITHOUT_STORE = "without a store";
    static final String FASTAPI = "FastAPI";

    /** Stands for the port in a command. */
    private static final String PORT = "{port}";

    private static final String UVICORN =
            "-m uvicorn app:app --host 127.0.0.1 --port {port} --workers 2 --loop uvloop --http httptools"
                    + " --ws websockets --no-access-log --log-level warning";

    private final Path root;
    private final Path work;
    private final Report report;
    private final List<AutoCloseable> started = new ArrayList<>();

    Servers(Path root, Path work, Report report) {
        this.root = root;
        this.work = work;
        this.report = report;
    }

    /** The JDKs found, the oldest first. */
    static List<Path> jdks() {
        String[] homes = System.getProperty("bench.jdks").split(File.pathSeparator);
        return List.of(homes).stream().map(Path::of).toList();
    }

    /** A command for the JDK that this program runs on too. */
    static List<String> java(String... program) {
        return java(Path.of(System.getProperty("java.home")), program);
    }

    static List<String> java(Path jdk, String... program) {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
        command.addAll(List.of(System.getProperty("bench.flags").split(" +")));
        command.addAll(List.of(program));
        return command;
    }

    /** Of the service, packaged as usual. */
    String jar() {
        return work.resolve("quarkus-app/quarkus-run.jar").toString();
    }

    ServerProcess handoff(String name, Map<String, String> settings) throws Exception {
        return handoff(name, java("-jar", jar()), settings);
    }

    /** Started by any command: another JDK, other flags, a native binary. */
    ServerProcess handoff(String name, List<String> command, Map<String, String> settings)
            throws Exception {
        return start(name, command, settings, "/q/health/ready");
    }

    /** Handoff for many clients that come from one address, and may publish at any rate. */
    ServerProcess handoffLive(int mostConnections, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("HANDOFF_LIVE_MAX_CONNECTIONS", String.valueOf(mostConnections));
        settings.put("HANDOFF_LIVE_MAX_CONNECTIONS_PER_IP", "100000");
        settings.put("HANDOFF_LIVE_MAX_CONNECTIONS_PER_USER", "100000");
        settings.put("HANDOFF_LIVE_MESSAGES_PER_SECOND", "1000000");
        settings.put("HANDOFF_LIVE_MESSAGE_BURST", "1000000");
        return handoff(HANDOFF, settings);
    }

    ServerProcess withoutStore() throws Exception {
        Path jar = root.resolve("bench/baseline/target/quarkus-app/quarkus-run.jar");
        return start(WITHOUT_STORE, java("-jar", jar.toString()), Map.of(), "/");
    }

    ServerProcess bare() throws Exception {
        String classPath = System.getProperty("java.class.path");
        String main = BareServer.class.getName();
        return start(BARE, java("-cp", classPath, main, PORT), Map.of(), "/");
    }

    /** Empty, with a line that says so, where its packages are not installed. */
    Optional<ServerProcess> fastApi() throws Exception {
        String python = System.getProperty("bench.python");
        if (python.isEmpty()) {
            report.skipped(
                    "FastAPI: its packages are missing (on Debian: apt-get install uvicorn"
                            + " python3-fastapi python3-uvloop python3-httptools"
                            + " python3-websockets)");
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(List.of(UVICORN.split(" ")));
        command.addAll(List.of("--app-dir", root.resolve("bench/fastapi").toString()));
        // Leaves no compiled files behind in the source folder.
        Map<String, String> environment = Map.of("PYTHONDONTWRITEBYTECODE", "1");
        return Optional.of(start(FASTAPI, command, environment, "/"));
    }

    private ServerProcess start(
            String name, List<String> command, Map<String, String> settings, String readyPath)
            throws Exception {
        String port = String.valueOf(freePort());
        Path folder = Files.createTempDirectory(work, "server-");
        Map<String, String> environment = new HashMap<>();
        environment.put("HANDOFF_DATA_DIR", folder.toString());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", port);
        environment.putAll(settings);
        command.replaceAll(word -> word.equals(PORT) ? port : word);
        return add(new ServerProcess(name, command, environment, folder, readyPath));
    }

    /** To be stopped at the end of the scenario, the last first. */
    <T extends AutoCloseable> T add(T server) {
        started.add(0, server);
        return server;
    }

    void stopAll() throws Exception {
        for (AutoCloseable server : started) {
            server.close();
        }
        started.clear();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
