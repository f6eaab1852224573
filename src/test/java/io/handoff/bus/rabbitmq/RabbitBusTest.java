package io.handoff.bus.rabbitmq;

import io.handoff.bus.Bus;
import io.handoff.bus.BusContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("full")
class RabbitBusTest extends BusContract {

    @BeforeAll
    static void findServer() throws Exception {
        RabbitPlace.assume();
    }

    @Override
    protected Bus open() {
        return RabbitPlace.open();
    }
}
