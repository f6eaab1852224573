package io.handoff.bus.redis;

import io.handoff.bus.Bus;
import io.handoff.bus.TwoReplicasContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisReplicasTest extends TwoReplicasContract {

    private static RedisPlace redis;

    @BeforeAll
    static void startServer() {
        redis = new RedisPlace();
    }

    @AfterAll
    static void stopServer() {
        redis.close();
    }

    @Override
    protected Bus open() {
        return redis.open();
    }

    @Override
    protected void cut() throws IOException {
        redis.restart();
    }

    @Override
    protected void sendRaw(String text) throws IOException {
        redis.publish(text);
    }
}
