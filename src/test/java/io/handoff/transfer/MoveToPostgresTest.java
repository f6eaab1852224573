package io.handoff.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.postgres.Postgres;
import io.handoff.store.sql.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoveToPostgresTest extends MoveContract {

    private final Postgres postgres = Postgres.fresh();

    @Override
    Store open() {
        return postgres.open();
    }

    @Override
    Connection connect() throws SQLException {
        return postgres.connect();
    }

    @Override
    Map<String, String> target() {
        return Map.of(
                "handoff.store",
                "postgres",
                "quarkus.datasource.postgres.jdbc.url",
                postgres.url(),
                "quarkus.datasource.postgres.username",
                "postgres",
                "quarkus.datasource.postgres.password",
                "postgres");
    }

    @Test
    void shouldRefuseWhileReplicasWork() {
        byte[] export = export();
        try (Store first = open();
                Store second = open()) {
            Stages.value(first.renew(Duration.ofMinutes(1)));
            assertEquals(1, load(export));
            assertTrue(said().contains("1 replica works on this database. Stop"), said());

            Stages.value(second.renew(Duration.ofMinutes(1)));
            assertEquals(1, load(export));
            assertTrue(said().contains("2 replicas work on this database. Stop"), said());
        }
        assertEquals(0, load(export), this::said);
    }
}
