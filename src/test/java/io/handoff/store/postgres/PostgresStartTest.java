package io.handoff.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Settings;
import io.handoff.Stages;
import io.handoff.event.HistoryLimits;
import io.handoff.store.StoreCannotStart;
import io.handoff.store.StoreSettings;
import io.handoff.task.ATask;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostgresStartTest {

    private final Postgres postgres = Postgres.fresh();

    @Test
    void shouldLetManyStartAtOnce() {
        List<PostgresStore> stores = Crowd.together(8, postgres::open);

        stores.forEach(store -> Stages.value(store.ping()));
        assertEquals("8", postgres.ask("SELECT count(*) FROM nodes"));
        assertEquals(
                String.valueOf(PostgresSchema.NEWEST),
                postgres.ask("SELECT version FROM handoff_schema"));
        stores.forEach(PostgresStore::close);
    }

    @Test
    void shouldFindEverythingAgain() {
        Task task = ATask.queued().build();
        try (PostgresStore store = postgres.open()) {
            Stages.value(store.accept(new Submission(task, null)));
        }

        try (PostgresStore store = postgres.open()) {
            assertEquals(task, store.find(task.id()).orElseThrow());
        }
    }

    @Test
    void shouldRefuseTheStoreOfANewerVersion() {
        postgres.open().close();
        postgres.run("UPDATE handoff_schema SET version = 99");

        String line = refusal(postgres.settings());

        assertTrue(line.contains("newer Handoff (schema 99, this one knows"), line);
    }

    @Test
    void shouldSayThatTheUrlIsMissing() {
        String line = refusal(Settings.of(PostgresSettings.class));

        assertEquals(
                "handoff.store is 'postgres', but QUARKUS_DATASOURCE_POSTGRES_JDBC_URL is not set:"
                        + " jdbc:postgresql://host:5432/database.",
                line);
    }

    @Test
    void shouldSayThatTheUrlIsForAnotherDatabase() {
        String line = refusal(Postgres.settings("jdbc:mysql://localhost/x?password=geheim", "me"));

        assertTrue(line.startsWith("QUARKUS_DATASOURCE_POSTGRES_JDBC_URL must start with"), line);
        assertFalse(line.contains("geheim"), line);
    }

    @Test
    void shouldSayThatTheServerCannotBeReached() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        String line =
                refusal(
                        Postgres.settings(
                                "jdbc:postgresql://localhost:" + closed + "/x?sslpassword=geheim",
                                "me"));

        assertTrue(line.contains("localhost:" + closed + "/x can't be reached"), line);
        assertTrue(line.contains("QUARKUS_DATASOURCE_POSTGRES_JDBC_URL"), line);
        assertFalse(line.contains("geheim"), line);
    }

    @Test
    void shouldSayThatTheDatabaseIsNotThere() {
        String url = postgres.url().replace("/postgres?", "/nowhere?");

        String line = refusal(Postgres.settings(url, "postgres"));

        assertTrue(line.contains("nowhere"), line);
        assertTrue(line.contains("QUARKUS_DATASOURCE_POSTGRES_JDBC_URL"), line);
    }

    @Test
    void shouldSayThatTheUserIsRefused() {
        String line = refusal(Postgres.settings(postgres.url(), "nobody"));

        assertTrue(line.contains("refuses the user"), line);
        assertTrue(line.contains("QUARKUS_DATASOURCE_POSTGRES_PASSWORD"), line);
    }

    @Test
    void shouldSayThatTheUserMayNotMakeTables() {
        String user = "reader_of_" + postgres.ask("SELECT current_schema()");
        postgres.run("CREATE ROLE " + user + " LOGIN");
        postgres.run(
                "GRANT USAGE ON SCHEMA " + postgres.ask("SELECT current_schema()") + " TO " + user);

        String line = refusal(Postgres.settings(postgres.url(), user));

        assertTrue(line.contains("does not let the user make tables"), line);
        assertTrue(line.contains("QUARKUS_DATASOURCE_POSTGRES_USERNAME"), line);
    }

    @Test
    void shouldCommitToTheDiskAndNotToMemory() {
        postgres.run("ALTER ROLE postgres SET synchronous_commit = off");
        try (PostgresStore store = postgres.open()) {
            assertEquals(
                    "on",
                    Stages.value(
                            store.writer()
                                    .submit(
                                            session ->
                                                    session.statement("SHOW synchronous_commit")
                                                            .first(row -> row.getString(1))
                                                            .orElseThrow())));
        } finally {
            postgres.run("ALTER ROLE postgres RESET synchronous_commit");
        }
    }

    @Test
    void shouldRefuseToRunWhereACommitIsNotOnTheDisk() throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = local");

            StoreCannotStart refusal =
                    assertThrows(
                            StoreCannotStart.class,
                            () ->
                                    Connections.verify(
                                            connection,
                                            Map.of("synchronous_commit", Set.of("on"))));

            assertTrue(
                    refusal.getMessage().contains("synchronous_commit = local"),
                    refusal.getMessage());
        }
    }

    @Test
    void shouldRefuseAServerThatIsTooOld() {
        StoreCannotStart refusal =
                assertThrows(StoreCannotStart.class, () -> Connections.verifyVersion(13));

        assertTrue(refusal.getMessage().startsWith("PostgreSQL 13 is too old"));
        Connections.verifyVersion(14);
    }

    private static String refusal(PostgresSettings settings) {
        StoreCannotStart refusal =
                assertThrows(
                        StoreCannotStart.class,
                        () ->
                                PostgresServer.open(
                                                settings,
                                                Settings.of(StoreSettings.class),
                                                new HistoryLimits(5, 5),
                                                (writes, nanos) -> {})
                                        .close());
        assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
        return refusal.getMessage();
    }
}
