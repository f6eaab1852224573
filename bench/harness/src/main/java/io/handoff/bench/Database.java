package io.handoff.bench;

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
import java.util.Map;

/** A PostgreSQL of its own, durable, with its defaults but for the number of connections. */
final class Database implements AutoCloseable {

    private static final String SETTINGS =
            "SELECT string_agg(name || ' ' || current_setting(name), ', ') FROM pg_settings WHERE"
                    + " name IN ('server_version', 'fsync', 'synchronous_commit',"
                    + " 'shared_buffers', 'max_wal_size', 'autovacuum')";

    private final EmbeddedPostgres server;
    private final long pid;

    private Database(EmbeddedPostgres server, long pid) {
        this.server = server;
        this.pid = pid;
    }

    /** Stopped at the end of the scenario; the report gets the settings. */
    static Database start(Context context) throws IOException, SQLException {
        Path folder = Files.createTempDirectory(context.work(), "postgres-");
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
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        Database database = context.servers().add(new Database(server, pid));
        context.report().note("PostgreSQL: %s", database.query("postgres", SETTINGS));
        return database;
    }

    Database create(String name) throws SQLException {
        execute("postgres", "CREATE DATABASE " + name);
        return this;
    }

    String url(String name) {
        return "postgres://postgres:postgres@127.0.0.1:" + server.getPort() + "/" + name;
    }

    /** For a replica of Handoff on that database. */
    Map<String, String> settings(String name) {
        String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
        Map<String, String> settings = new HashMap<>();
        settings.put("HANDOFF_STORE", "postgres");
        settings.put("QUARKUS_DATASOURCE_POSTGRES_JDBC_URL", url);
        settings.put("QUARKUS_DATASOURCE_POSTGRES_USERNAME", "postgres");
        settings.put("QUARKUS_DATASOURCE_POSTGRES_PASSWORD", "postgres");
        return settings;
    }

    /**
     * For a replica that takes tasks and does none: its one slot is held by a task that appends to
     * a pipe which has no reader.
     */
    Map<String, String> settingsNotWorking(Context context, String name)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(context.work(), "not-working-");
        String pipe = folder.resolve("log.txt").toString();
        if (new ProcessBuilder("mkfifo", pipe).start().waitFor() != 0) {
            throw new IOException("mkfifo failed for " + pipe);
        }
        Map<String, String> settings = settings(name);
        settings.put("HANDOFF_DATA_DIR", folder.toString());
        settings.put("HANDOFF_TASKS_SLOTS", "1");
        settings.put("HANDOFF_TASKS_QUEUE_LIMIT", "10000000");
        settings.put("HANDOFF_TASKS_KINDS_PROCESS_TIMEOUT", "1h");
        settings.put("HANDOFF_DRAIN_TASKS", "1s");
        return settings;
    }

    void execute(String name, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", name).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row. */
    String query(String name, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", name).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** In seconds, of all its processes that still run. */
    double cpu() {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(time -> time.toNanos() / 1e9)
                .sum();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
