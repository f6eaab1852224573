package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.live.LiveClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas at work whose database goes away. */
@Tag("full")
class DatabaseAwayIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;
    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = Cluster.in(folder);
        for (int i = 0; i < 3; i++) {
            cluster.add();
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldRefuseWhileItIsAwayAndGoOnWhenItIsBack() throws Exception {
        try (Talk talk = Talk.on(cluster);
                Work work = Work.on(cluster);
                LiveClient client = LiveClient.open(cluster.port(0), "?user=alice")) {
            // given
            client.subscribe("room:lobby");
            work.awaitAccepted();

            // when
            cluster.stopDatabase();

            // then no false promise, not ready, and the sockets stay
            Api.awaitTrue("not ready", LIMIT, () -> cluster.all(api -> !api.ready()));
            long accepted = work.accepted();
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> refused = cluster.api(i).post("/process", "{\"n\":0}");
                assertEquals(503, refused.statusCode());
                assertTrue(refused.headers().firstValue("Retry-After").isPresent());
            }
            client.send("{'op':'publish','channel':'room:lobby','data':1,'ref':1}");
            assertEquals("unavailable", client.next("error").get("code").asText());
            Api.pass(Cluster.OUTAGE);
            assertEquals(accepted, work.accepted(), "accepted without a database");

            // when
            cluster.startDatabase();
            long back = System.nanoTime();

            // then all goes on by itself, on the same connections
            Api.awaitTrue("ready", LIMIT, () -> cluster.all(Api::ready));
            long ready = millisSince(back);
            work.awaitAccepted();
            System.out.printf(
                    "Database away for %d s: ready %d ms after it was back, tasks after %d ms%n",
                    Cluster.OUTAGE.toSeconds(), ready, millisSince(back));
            client.send("{'op':'publish','channel':'room:lobby','data':2,'ref':2}");
            assertEquals(2, client.event("message").get("data").asInt());
            talk.end();
            Api.awaitTrue("all is heard", LIMIT, talk::heard);
            assertEquals(List.of(), talk.faults());
            work.assertKept("Database away");
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
