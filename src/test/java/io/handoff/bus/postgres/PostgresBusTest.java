package io.handoff.bus.postgres;

import io.handoff.bus.Bus;
import io.handoff.bus.BusContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresBusTest extends BusContract {

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
}
