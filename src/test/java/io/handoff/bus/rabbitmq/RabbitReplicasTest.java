package io.handoff.bus.rabbitmq;

import io.handoff.bus.Bus;
import io.handoff.bus.TwoReplicasContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("full")
class RabbitReplicasTest extends TwoReplicasContract {

    @BeforeAll
    static void findServer() throws Exception {
        RabbitPlace.assume();
    }

    @Override
    protected Bus open() {
        return RabbitPlace.open();
    }

    @Override
    protected void cut() throws Exception {
        RabbitPlace.restart();
    }

    @Override
    protected void sendRaw(String text) throws Exception {
        RabbitPlace.publish(text);
    }
}
