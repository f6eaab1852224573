package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.live.LiveClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each of two replicas knows of both. */
@Tag("full")
class MonitorClusterIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;
    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = Cluster.in(folder);
        cluster.add("HANDOFF_NODE_NAME", "first");
        cluster.add("HANDOFF_NODE_NAME", "second");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldAddUpWhatAllReplicasDo() throws Exception {
        // given both know of each other
        for (int replica = 0; replica < 2; replica++) {
            int asked = replica;
            Api.awaitTrue("two are seen", LIMIT, () -> names(asked).equals("[first, second]"));
        }

        // when
        for (int i = 0; i < 4; i++) {
            cluster.replica(i % 2).api().post("/process", "{\"n\":" + i + "}");
        }

        // then both tell of all, and which of them one is connected to
        for (int replica = 0; replica < 2; replica++) {
            int asked = replica;
            Api.awaitTrue("all are told", LIMIT, () -> sum(asked, "accepted") == 4);
            Api.awaitTrue("all are done", LIMIT, () -> sum(asked, "succeeded") == 4);
            try (LiveClient client = LiveClient.open(cluster.port(replica), "")) {
                client.send("{'op':'ping'}");
                String here = monitor(replica).get("replica").asText();
                assertEquals(here, client.next("pong").get("replica").asText());
            }
        }
        assertTrue(monitor(0).get("shared").asBoolean());

        // when one is gone, the other says so after its lease
        cluster.replica(1).kill();
        Api.awaitTrue("one is seen", LIMIT, () -> names(0).equals("[first]"));
    }

    private JsonNode monitor(int replica) {
        return cluster.replica(replica).api().json("/monitor");
    }

    private String names(int replica) {
        return monitor(replica).get("samples").findValuesAsText("replica").toString();
    }

    private long sum(int replica, String count) {
        long sum = 0;
        for (JsonNode step : monitor(replica).get("series")) {
            sum += step.get(count).asLong();
        }
        return sum;
    }
}
