package io.handoff.bus.postgres;

import io.handoff.bus.Bus;
import io.handoff.bus.TwoReplicasContract;
import java.sql.SQLException;

class PostgresReplicasTest extends TwoReplicasContract {

    private final PostgresPlace postgres = new PostgresPlace();

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
