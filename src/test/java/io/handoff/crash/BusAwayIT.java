package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.handoff.bus.rabbitmq.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas at work, whose bus goes away: with a word, or in silence. */
@Tag("full")
class BusAwayIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A wire that says nothing is hung up after 12 s. */
    private static final Duration SILENCE = Duration.ofSeconds(14);

    @TempDir Path folder;
    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = Cluster.in(folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private interface Step {
        void run() throws Exception;
    }

    @Test
    void shouldGoOnWithoutRedisAndBringEverythingWhenItIsBack() throws Exception {
        try (Redis redis = Redis.in(folder)) {
            for (int i = 0; i < 3; i++) {
                cluster.add("HANDOFF_BUS", "redis", "HANDOFF_BUS_URL", redis.url());
            }
            try (Talk talk = Talk.on(cluster);
                    Work work = Work.on(cluster)) {
                Duration silence = SILENCE.compareTo(Cluster.OUTAGE) > 0 ? SILENCE : Cluster.OUTAGE;
                away("Redis stopped", Cluster.OUTAGE, redis::stop, redis::start, talk, work);
                away("Redis silent", silence, redis::sleep, redis::wake, talk, work);
                finish("Redis away twice", talk, work);
            }
        }
    }

    @Test
    void shouldGoOnWithoutRabbitMqAndBringEverythingWhenItIsBack() throws Exception {
        assumeTrue(Broker.program().isPresent(), "there is no rabbitmq-server");
        Broker broker = Broker.start(Broker.program().get());
        for (int i = 0; i < 3; i++) {
            cluster.add("HANDOFF_BUS", "rabbitmq", "HANDOFF_BUS_URL", broker.url());
        }
        try (Talk talk = Talk.on(cluster);
                Work work = Work.on(cluster)) {
            away("RabbitMQ killed", Cluster.OUTAGE, broker::kill, broker::begin, talk, work);
            finish("RabbitMQ away", talk, work);
        } finally {
            broker.kill();
        }
    }

    private static void finish(String what, Talk talk, Work work) throws Exception {
        talk.end();
        Api.awaitTrue("all is heard", LIMIT, talk::heard);
        assertEquals(List.of(), talk.faults());
        work.assertKept(what);
    }

    private void away(String what, Duration time, Step leave, Step come, Talk talk, Work work)
            throws Exception {
        // given
        Api.awaitTrue("the bus is fine", LIMIT, () -> cluster.all(api -> bus(api, "fine")));
        work.awaitAccepted();
        List<Long> said = said(talk);
        long ended = work.succeeded();

        // when
        leave.run();
        long since = System.nanoTime();

        // then work and talk go on everywhere, and health says how it is
        work.awaitAccepted();
        Api.awaitTrue("degraded", LIMIT, () -> cluster.all(api -> bus(api, "degraded")));
        assertTrue(cluster.all(Api::ready), "the bus is no reason not to be ready");
        talk.sayRarely();
        Api.pass(time.minusNanos(System.nanoTime() - since));
        work.awaitAccepted();
        assertTrue(work.succeeded() > ended, "no task ended");
        for (int i = 0; i < 3; i++) {
            assertTrue(talk.said(i) > said.get(i), "nothing could be said on replica " + i);
        }

        // when
        come.run();
        long back = System.nanoTime();
        List<Long> missed = said(talk);

        // then
        Api.awaitTrue("fine again", LIMIT, () -> cluster.all(api -> bus(api, "fine")));
        long fine = millisSince(back);
        Api.awaitTrue("what was missed is heard", LIMIT, () -> talk.heard(missed));
        System.out.printf(
                "%s for %d s: fine %d ms after it was back, all missed events heard after %d ms%n",
                what, time.toSeconds(), fine, millisSince(back));
        assertEquals(List.of(), talk.faults());
    }

    private static boolean bus(Api api, String state) {
        return api.health("bus", "state").equals(state);
    }

    private static List<Long> said(Talk talk) {
        return List.of(talk.said(0), talk.said(1), talk.said(2));
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
