package io.handoff.bus.postgres;

import io.handoff.bus.Bus;
import io.handoff.bus.BusContract;

class PostgresBusTest extends BusContract {

    private final PostgresPlace postgres = new PostgresPlace();

    @Override
    protected Bus open() {
        return postgres.open();
    }
}
