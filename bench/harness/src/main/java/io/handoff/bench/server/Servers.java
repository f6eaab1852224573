package io.handoff.bench.server;

import io.handoff.bench.echo.BareEcho;
import io.handoff.bench.fanout.BareFanOut;
import io.handoff.bench.machine.Jdk;
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
public final class Servers {

    public static final String HANDOFF = "Handoff";
    public static final String BARE = "bare Vert.x";
    public static final String BASELINE = "without a store";
    public static final String FASTAPI = "FastAPI";

    private static final String UVICORN =
            "--host 127.0.0.1 --workers 2 --loop uvloop --http httptools --ws websockets"
                    + " --no-access-log --log-level warning";

    private final Path root;
    private final Path work;
    private final Jdk jdk;
    private final List<String> flags;
    private final Optional<Python> python = Python.find();

    public Servers(Path root, Path work, Jdk jdk, List<String> flags) {
        this.root = root;
        this.work = work;
        this.jdk = jdk;
        this.flags = flags;
    }

    public Optional<Python> python() {
        return python;
    }

    public ServerProcess handoff(Map<String, String> settings)
            throws IOException, InterruptedException {
        return handoff(HANDOFF, javaJar(jdk, flags, handoffApp()), settings);
    }

    /** Started by any command: another JDK, other flags, a native binary. */
    public ServerProcess handoff(String name, List<String> command, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = freePort();
        Path folder = Files.createTempDirectory(work, "handoff-");
        Map<String, String> environment = quarkus(port);
        environment.put("HANDOFF_DATA_DIR", folder.toString());
        environment.putAll(settings);
        ReadyProbe probe = ReadyProbe.status200(port, "/q/health/ready");
        return ServerProcess.start(name, command, environment, folder, probe, port);
    }

    public ServerProcess bareEcho() throws IOException, InterruptedException {
        return bare(BareEcho.class);
    }

    public ServerProcess bareFanOut() throws IOException, InterruptedException {
        return bare(BareFanOut.class);
    }

    private ServerProcess bare(Class<?> main) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = java(jdk, flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(main.getName(), String.valueOf(port)));
        return start(BARE, command, Map.of(), port);
    }

    public ServerProcess baseline() throws IOException, InterruptedException {
        int port = freePort();
        Path jar = root.resolve("bench/baseline/target/quarkus-app/quarkus-run.jar");
        return start(BASELINE, javaJar(jdk, flags, jar), quarkus(port), port);
    }

    /** Empty, with a line that says so, where its packages are not installed. */
    public Optional<ServerProcess> fastApi() throws IOException, InterruptedException {
        if (python.isEmpty()) {
            System.out.println(
                    "skipped: FastAPI (no Python with fastapi, uvicorn, uvloop, httptools and"
                            + " websockets; on Debian: apt-get install uvicorn python3-fastapi"
                            + " python3-uvloop python3-httptools python3-websockets)");
            return Optional.empty();
        }
        int port = freePort();
        String app = root.resolve("bench/fastapi").toString();
        List<String> command = new ArrayList<>(List.of(python.get().command(), "-m", "uvicorn"));
        command.addAll(List.of("app:app", "--app-dir", app, "--port", String.valueOf(port)));
        command.addAll(List.of(UVICORN.split(" ")));
        // Leaves no compiled files behind in the source folder.
        Map<String, String> environment = Map.of("PYTHONDONTWRITEBYTECODE", "1");
        return Optional.of(start(FASTAPI, command, environment, port));
    }

    public Path handoffApp() {
        return work.resolve("quarkus-app/quarkus-run.jar");
    }

    public static List<String> javaJar(Jdk jdk, List<String> flags, Path jar) {
        List<String> command = java(jdk, flags);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private static List<String> java(Jdk jdk, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(jdk.java());
        command.addAll(flags);
        return command;
    }

    private static Map<String, String> quarkus(int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        return environment;
    }

    private ServerProcess start(
            String name, List<String> command, Map<String, String> environment, int port)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "server-");
        return ServerProcess.start(
                name, command, environment, folder, ReadyProbe.anyStatus(port), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
