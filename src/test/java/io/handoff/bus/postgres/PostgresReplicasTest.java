package io.handoff.bus.postgres;

import io.handoff.bus.Bus;
import io.handoff.bus.TwoReplicasContract;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresReplicasTest extends TwoReplicasContract {

    private static PostgresPlace postgres;

    @BeforeAll
    static void startServer() {
        postgres = new PostgresPlace();
    }

    @AfterAll
    static void stopServer() {
        postgres.close();
    }

    @Override
    protected Bus open() {
        return postgres.open();
    }

    @Override
    protected void cut() throws SQLException {
        postgres.endSessions();
    }

    @Override
    protected void sendRaw(String text) throws SQLException {
        postgres.publish(text);
    }
}
