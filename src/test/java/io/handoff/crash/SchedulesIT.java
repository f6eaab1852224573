package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules of three replicas of the packaged service on one database, one of which is killed. */
@Tag("full")
class SchedulesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SCHEDULES = 300;
    private static final int ROUNDS = 3;

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
    void shouldFireEachRunOnceWhileReplicasAreKilled() {
        // given
        Api api = cluster.replica(0).api();
        for (int n = 0; n < SCHEDULES; n++) {
            String work =
                    "{\"kind\":\"process\",\"cron\":\"@yearly\",\"payload\":{\"n\":" + n + "}}";
            assertEquals(201, api.post("/schedules", work).statusCode());
        }
        for (int round = 0; round < ROUNDS; round++) {
            int killed = round % 3;
            long before = tasks();
            // when all have been due for an hour, and missed some
            cluster.run(
                    "UPDATE schedules SET next_at = " + (Instant.now().toEpochMilli() - 3_600_000));
            Api.awaitTrue("some fired", LIMIT, () -> tasks() > before);
            cluster.replica(killed).kill();
            // then
            Api.awaitTrue("all fired", LIMIT, () -> due() == 0);
            cluster.start(killed);
        }
        // then
        Api any = cluster.replica(2).api();
        any.awaitQuiet();
        Map<Integer, Integer> runs = new HashMap<>();
        any.eachTask(
                task -> {
                    assertEquals("succeeded", task.get("state").asText(), task.toString());
                    runs.merge(task.at("/payload/n").asInt(), 1, Integer::sum);
                });
        System.out.printf(
                "kill -9 of one of three, %d rounds: %d schedules, %d tasks%n",
                ROUNDS, SCHEDULES, runs.values().stream().mapToInt(n -> n).sum());
        assertEquals(SCHEDULES, runs.size());
        runs.forEach((n, count) -> assertEquals(ROUNDS, count, "runs of schedule " + n));
    }

    @Test
    void shouldMakeUpOnceWhatAllMissed() {
        // given
        Api api = cluster.replica(0).api();
        JsonNode made =
                Api.parse(
                        api.post("/schedules", "{\"kind\":\"process\",\"cron\":\"* * * * *\"}")
                                .body());
        // when nobody was there for an hour
        for (int i = 0; i < 3; i++) {
            cluster.replica(i).kill();
        }
        cluster.run("DELETE FROM tasks");
        cluster.run("UPDATE schedules SET next_at = next_at - 3600000");
        for (int i = 0; i < 3; i++) {
            cluster.start(i);
        }
        // then there is one run, and then one a minute again
        Api.awaitTrue("fired", LIMIT, () -> tasks() > 0);
        assertEquals(
                1,
                cluster.count(
                        "SELECT count(*) FROM tasks WHERE created_at / 60000 ="
                                + " (SELECT min(created_at) / 60000 FROM tasks)"));
        JsonNode after = cluster.replica(1).api().json(made.get("schedule").asText());
        Instant last = Instant.parse(after.get("lastRunAt").asText());
        Instant next = Instant.parse(after.get("nextRunAt").asText());
        assertTrue(Duration.between(last, next).compareTo(Duration.ofMinutes(1)) <= 0, "" + after);
    }

    private long tasks() {
        return cluster.count("SELECT count(*) FROM tasks");
    }

    private long due() {
        return cluster.count(
                "SELECT count(*) FROM schedules WHERE next_at <= " + Instant.now().toEpochMilli());
    }
}
