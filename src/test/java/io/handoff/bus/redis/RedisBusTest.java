package io.handoff.bus.redis;

import io.handoff.bus.Bus;
import io.handoff.bus.BusContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisBusTest extends BusContract {

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
}
