package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.live.LiveClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas of the packaged service on one database. */
@Tag("full")
class ClusterIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

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

    @Test
    void shouldTellEverywhereWhatIsSaidAnywhere() {
        // given
        cluster.add();
        cluster.add();
        try (LiveClient alice = LiveClient.open(cluster.port(0), "?user=alice");
                LiveClient bob = LiveClient.open(cluster.port(1), "?user=bob")) {
            alice.subscribe("room:lobby");
            bob.subscribe("room:lobby");
            alice.event("join");

            // when both talk at once
            for (int i = 0; i < 15; i++) {
                alice.send("{'op':'publish','channel':'room:lobby','data':" + i + "}");
                bob.send("{'op':'publish','channel':'room:lobby','data':" + (100 + i) + "}");
            }

            // then both hear the same in the same order, without a gap
            List<JsonNode> heard = alice.stored(30);
            List<JsonNode> other = bob.stored(30);
            assertEquals(bare(heard), bare(other));
            for (int i = 0; i < 30; i++) {
                assertEquals(i + 1, heard.get(i).get("seq").asInt());
            }
            // and they are seen on each other's replica, in the rooms and in the capacity
            Api.awaitTrue("two are counted", LIMIT, () -> open(0) == 2 && open(1) == 2);
            Api.awaitTrue("both are seen", LIMIT, () -> present(alice) == 2);
            // when
            HandoffProcess second = cluster.replica(1);
            second.kill();
            // then its share disappears
            Api.awaitTrue("one is counted", LIMIT, () -> open(0) == 1);
        }
    }

    @Test
    void shouldRunElsewhereWhatHasNoSlotHere() throws Exception {
        // given a replica with one slot, which is taken, and one with many
        HeldLog log = HeldLog.in(folder.resolve("replica0"));
        cluster.add("HANDOFF_TASKS_SLOTS", "1");
        cluster.add();
        try {
            Api first = cluster.replica(0).api();
            String held = id(first, 1);
            Api.awaitTrue("it runs", LIMIT, () -> state(first, held).equals("running"));
            // when
            long since = System.nanoTime();
            String next = id(first, 2);
            // then, without the log that the first replica waits for
            assertEquals("succeeded", first.awaitEnd(next));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            System.out.printf("Accepted here, done there: after %d ms%n", millis);
            assertEquals("running", state(first, held));
        } finally {
            log.release();
        }
    }

    @Test
    void shouldLoseNothingWhenReplicasAreKilled() throws Exception {
        // given
        for (int i = 0; i < 3; i++) {
            cluster.add();
        }
        Promises promises = new Promises();
        int rounds = Integer.getInteger("crash.rounds", 3);
        try (Callers callers = new Callers(promises)) {
            for (int round = 0; round < rounds; round++) {
                int victim = round % 3;
                // when
                Callers.Load load = callers.load(cluster.replica(victim).api(), round);
                long before = promises.all().size();
                Api.awaitTrue("load", LIMIT, () -> promises.all().size() > before + 100);
                cluster.replica(victim).kill();
                load.awaitOver();
                cluster.start(victim);
            }
            callers.stop();
        }
        // then all that was accepted is done, and each end was told once
        Api api = cluster.replica(0).api();
        api.awaitQuiet();
        Map<String, String> states = new HashMap<>();
        api.eachTask(task -> states.put(task.get("id").asText(), task.get("state").asText()));
        Set<String> told = new HashSet<>();
        List<String> faults = new ArrayList<>();
        for (int caller = 0; caller < Callers.COUNT; caller++) {
            api.eachEvent(
                    "user:" + Callers.user(caller),
                    event -> {
                        String id = event.at("/data/id").asText();
                        if (event.get("type").asText().equals("task") && !told.add(id)) {
                            faults.add("Told twice: " + event);
                        }
                    });
        }
        promises.all()
                .forEach(
                        (id, promise) -> {
                            if (!"succeeded".equals(states.get(id))) {
                                faults.add(states.get(id) + ": " + id);
                            } else if (!promise.notification() && !told.contains(id)) {
                                faults.add("Not told: " + id);
                            }
                        });
        System.out.printf(
                "kill -9 of one of three, %d rounds: %d accepted, %d lost or wrong%n",
                rounds, promises.all().size(), faults.size());
        assertEquals(List.of(), faults);
    }

    @Test
    void shouldTellWhoWaitsHereOfAnEndElsewhere() throws Exception {
        // given the first takes it, the second is asked
        HeldLog log = HeldLog.in(folder.resolve("replica0"));
        cluster.add();
        cluster.add();
        String id = id(cluster.replica(0).api(), 1);
        try (LiveClient watcher = LiveClient.open(cluster.port(1), "")) {
            watcher.subscribe("task:" + id);
            // when
            log.release();
            // then
            assertEquals("succeeded", watcher.event("succeeded").get("type").asText());
            assertEquals("succeeded", cluster.replica(1).api().awaitEnd(id));
        }
        assertTrue(cluster.replica(0).alive());
    }

    private static List<String> bare(List<JsonNode> events) {
        return events.stream().map(JsonNode::toString).toList();
    }

    private static int present(LiveClient client) {
        client.send("{'op':'presence','channel':'room:lobby'}");
        return client.next("presence").get("users").size();
    }

    private int open(int replica) {
        return cluster.replica(replica).api().json("/capacity").at("/live/open").asInt();
    }

    private static String id(Api api, int n) {
        return Api.parse(api.post("/process", "{\"n\":" + n + "}").body()).get("id").asText();
    }

    private static String state(Api api, String id) {
        return api.json("/tasks/" + id).get("state").asText();
    }
}
