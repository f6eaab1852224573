package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas that are replaced under a crowd which talks all the time, through all of them. */
@Tag("full")
class RollingUpdateIT {

    private static final int CLIENTS = 500;
    private static final int PER_SECOND = 10;
    private static final int REPLICAS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;
    private Cluster cluster;
    private Audience crowd;

    @BeforeEach
    void start() throws IOException {
        Node.assume("the crowd of clients");
        cluster = Cluster.in(folder);
        for (int i = 0; i < REPLICAS; i++) {
            cluster.add(
                    "HANDOFF_DRAIN_SOCKETS", "2s", "HANDOFF_LIVE_MAX_CONNECTIONS_PER_IP", "1000");
        }
        crowd = Audience.join(cluster.ports(), CLIENTS, PER_SECOND);
    }

    @AfterEach
    void stop() {
        if (crowd != null) {
            crowd.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void shouldLoseNothingWhileEachIsReplacedAndOneIsKilled() throws IOException {
        // when each is replaced in turn
        for (int i = 0; i < REPLICAS; i++) {
            awaitMoreTalk(i);
            assertEquals(
                    0, cluster.replica(i).terminate().awaitExit(LIMIT), cluster.replica(i).log());
            comeBack(i);
        }
        // and the first is killed
        awaitMoreTalk(0);
        cluster.replica(0).kill();
        awaitMoreTalk(1);
        comeBack(0);
        awaitMoreTalk(0);

        // then
        JsonNode result = crowd.leave();
        System.out.printf(
                "%d clients on %d replicas, each replaced once, one killed: %s%n",
                CLIENTS, REPLICAS, result);
        Audience.assertHeardAll(result);
        assertTrue(result.get("reconnects").asInt() >= CLIENTS, "nobody was cut off");
        assertEquals(result.get("sent").asLong(), last(0));
    }

    private void comeBack(int replica) {
        Api api = cluster.start(replica).api();
        Api.awaitTrue("ready", LIMIT, api::ready);
    }

    private void awaitMoreTalk(int replica) {
        long before = last(replica);
        Api.awaitTrue("some are said", LIMIT, () -> last(replica) >= before + 20);
    }

    /** Seq of the last event that is stored. */
    private long last(int replica) {
        return cluster.api(replica)
                .json("/channels/" + Audience.ROOM + "/events?after=0&limit=1")
                .get("seq")
                .asLong();
    }
}
