package io.handoff.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacerTest {

    private final DefaultEventLoop loop = new DefaultEventLoop();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void shouldSayWhenItWasDueHoweverLateItIs() throws Exception {
        List<Long> due = new ArrayList<>();

        new Pacer(loop, 1000, 20, due::add).start(0).get(10, TimeUnit.SECONDS);

        assertEquals(20, due.size());
        for (int i = 0; i < due.size(); i++) {
            assertEquals(1_000_000L * i, due.get(i) - due.get(0));
        }
    }
}
