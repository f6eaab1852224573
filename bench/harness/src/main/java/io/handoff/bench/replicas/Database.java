package io.handoff.bench.replicas;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A PostgreSQL of our own, durable, with its defaults but for the number of connections. */
public final class Database implements AutoCloseable {

    private static final List<String> SHOWN =
            List.of(
                    "server_version",
                    "fsync",
                    "synchronous_commit",
                    "shared_buffers",
                    "max_wal_size",
                    "autovacuum");

    private final EmbeddedPostgres server;
    private final long pid;

    private Database(EmbeddedPostgres server, long pid) {
        this.server = server;
        this.pid = pid;
    }

    public static Database start(Path work) throws IOException {
        Path folder = Files.createTempDirectory(work, "postgres-");
        EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data"))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "300")
                        .setOutputRedirector(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("output.txt").toFile()))
                        .start();
        Path pidFile = folder.resolve("data/postmaster.pid");
        return new Database(server, Long.parseLong(Files.readAllLines(pidFile).get(0).strip()));
    }

    /** An empty one. */
    public Database create(String name) throws SQLException {
        run("postgres", "CREATE DATABASE " + name);
        return this;
    }

    public String url(String name) {
        return "postgres://postgres:postgres@127.0.0.1:" + server.getPort() + "/" + name;
    }

    /** For a replica of Handoff on that database. */
    public Map<String, String> settings(String name) {
        Map<String, String> settings = new HashMap<>();
        settings.put("HANDOFF_STORE", "postgres");
        settings.put(
                "QUARKUS_DATASOURCE_POSTGRES_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name);
        settings.put("QUARKUS_DATASOURCE_POSTGRES_USERNAME", "postgres");
        settings.put("QUARKUS_DATASOURCE_POSTGRES_PASSWORD", "postgres");
        return settings;
    }

    public void run(String name, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", name).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row. */
    public String ask(String name, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", name).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Its settings that say what a commit is worth. */
    public String describe() throws SQLException {
        StringBuilder text = new StringBuilder("PostgreSQL:");
        for (String name : SHOWN) {
            text.append(" %s %s,".formatted(name, ask("postgres", "SHOW " + name)));
        }
        return text.substring(0, text.length() - 1);
    }

    /** Of all its processes that still live. */
    public Duration cpu() {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
