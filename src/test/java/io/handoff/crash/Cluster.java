package io.handoff.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;

/** Replicas on a PostgreSQL of their own, which also carries the news between them. */
public final class Cluster implements AutoCloseable {

    /** How long a server stays away; the figure is {@code -Dcrash.outage=20}. */
    static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("crash.outage", 5));

    private final int databasePort;
    private EmbeddedPostgres server;
    private final Path folder;
    private final List<HandoffProcess.Setup> setups = new ArrayList<>();
    private final List<HandoffProcess> replicas = new ArrayList<>();

    private Cluster(EmbeddedPostgres server, Path folder) {
        this.server = server;
        this.databasePort = server.getPort();
        this.folder = folder;
    }

    /** An empty database; the test is skipped, with one line that says so, where none starts. */
    public static Cluster in(Path folder) {
        try {
            return new Cluster(database(folder, 0), folder);
        } catch (IOException | RuntimeException e) {
            System.out.printf("Skipped: no PostgreSQL starts here: %s%n", e.getMessage());
            Assumptions.abort("no PostgreSQL");
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres database(Path folder, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("database"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    void stopDatabase() throws IOException {
        server.close();
    }

    void startDatabase() throws IOException {
        server = database(folder, databasePort);
    }

    /** Where it is, as environment variables. */
    Map<String, String> database() {
        return Map.of(
                "QUARKUS_DATASOURCE_POSTGRES_JDBC_URL",
                "jdbc:postgresql://localhost:" + databasePort + "/postgres",
                "QUARKUS_DATASOURCE_POSTGRES_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_POSTGRES_PASSWORD",
                "postgres");
    }

    /**
     * Starts one more.
     *
     * @param settings names and values of environment variables, taking turns
     */
    public HandoffProcess add(String... settings) {
        HandoffProcess.Setup setup =
                HandoffProcess.in(folder.resolve("replica" + setups.size()))
                        .keepingAllEvents()
                        .with("HANDOFF_STORE", "postgres")
                        .with("HANDOFF_BUS", "postgres")
                        .with("HANDOFF_TASKS_LEASE", "3s")
                        // Tests ask all the time whether something has come.
                        .with("HANDOFF_LIVE_MESSAGES_PER_SECOND", "1000")
                        .with("HANDOFF_LIVE_MESSAGE_BURST", "1000");
        for (Map.Entry<String, String> setting : database().entrySet()) {
            setup = setup.with(setting.getKey(), setting.getValue());
        }
        for (int i = 0; i < settings.length; i += 2) {
            setup = setup.with(settings[i], settings[i + 1]);
        }
        setups.add(setup);
        replicas.add(null);
        return start(setups.size() - 1);
    }

    /** Starts a replica that was stopped or killed, where it was. */
    HandoffProcess start(int index) {
        replicas.set(index, setups.get(index).start());
        return replicas.get(index);
    }

    int size() {
        return replicas.size();
    }

    List<Integer> ports() {
        return setups.stream().map(HandoffProcess.Setup::port).toList();
    }

    Path[] dataDirs() {
        return setups.stream().map(HandoffProcess.Setup::dataDir).toArray(Path[]::new);
    }

    Api api(int index) {
        return replicas.get(index).api();
    }

    /** Whether it is so on every replica. */
    boolean all(Predicate<Api> holds) {
        return replicas.stream().map(HandoffProcess::api).allMatch(holds);
    }

    public HandoffProcess replica(int index) {
        return replicas.get(index);
    }

    public int port(int index) {
        return setups.get(index).port();
    }

    void run(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The one number that the question has for an answer. */
    long count(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        replicas.forEach(HandoffProcess::close);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
