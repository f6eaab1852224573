package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that sleeps for too long. */
@Tag("full")
class ClusterTroubleIT {

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
    void shouldTakeOverFromAReplicaThatSleepsAndRefuseWhatItSaysWhenItWakes() throws Exception {
        // given a task that runs on the first
        HeldLog log = HeldLog.in(folder.resolve("replica0"));
        HandoffProcess sleeper = cluster.add();
        Api other = cluster.add().api();
        String id = id(sleeper.api().post("/process?user=alice", "{\"n\":1}"));
        Api.awaitTrue("it runs", LIMIT, () -> state(other, id).equals("running"));

        // when
        signal("STOP", sleeper);

        // then the other does it
        assertEquals("succeeded", other.awaitEnd(id));
        JsonNode done = other.json("/tasks/" + id);
        assertEquals(2, done.get("attempt").asInt());

        // when it wakes, and its own attempt ends
        signal("CONT", sleeper);
        log.release();

        // then nothing has changed, the owner was told once, and it works on
        String next =
                id(
                        sleeper.api()
                                .post(
                                        "/tasks",
                                        "{\"kind\":\"notify\",\"payload\":{\"user\":\"bob\"}}"));
        assertEquals("succeeded", sleeper.api().awaitEnd(next));
        Api.awaitTrue(
                "its late word was refused",
                LIMIT,
                () -> sleeper.log().contains("late outcome of task " + id));
        assertEquals(done, other.json("/tasks/" + id));
        List<JsonNode> told = new ArrayList<>();
        other.eachEvent("user:alice", told::add);
        assertEquals(1, told.size());
        assertFalse(sleeper.log().contains("ERROR"), sleeper.log());
    }

    private static void signal(String name, HandoffProcess process) throws Exception {
        Process kill =
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertEquals(0, kill.waitFor());
    }

    private static String id(HttpResponse<String> answer) throws IOException {
        assertEquals(202, answer.statusCode(), answer.body());
        return Api.parse(answer.body()).get("id").asText();
    }

    private static String state(Api api, String id) {
        return api.json("/tasks/" + id).get("state").asText();
    }
}
