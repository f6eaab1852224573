package io.handoff.task.engine;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Api;
import io.handoff.SmallLimits;
import io.handoff.task.api.TestWorkers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallLimits.class)
class QueueFullTest {

    @Inject TestWorkers workers;

    @Test
    void shouldRefuseWhatExceedsTheQueueAndLoseNothing() {
        // given one that runs and three that wait
        String running = Api.task("{'kind':'slow'}");
        workers.awaitStart(running);
        String low = Api.task("{'kind':'slow','priority':-5}");
        String high = Api.task("{'kind':'slow','priority':5}");
        String mid = Api.task("{'kind':'slow'}");

        // when
        Response tooMany = Api.json("{'kind':'slow'}").post("/tasks");

        // then
        refused(tooMany);
        refused(Api.json("{}").post("/process"));
        refused(given().post("/notify/alice"));
        refused(Api.json("{'kind':'slow','delay':'1h'}").post("/tasks"));
        assertEquals("queued", Api.find(low).get("state"));

        // and all that was accepted runs, the most urgent first
        List.of(running, low, high, mid).forEach(workers::release);
        List.of(running, low, high, mid)
                .forEach(id -> assertEquals("succeeded", Api.end(id).get("state")));
        assertEquals(List.of(running, high, mid, low), workers.order());

        // and there is room again
        assertEquals("succeeded", Api.end(Api.task("{'kind':'context'}")).get("state"));
    }

    private static void refused(Response response) {
        Api.problem(503, response)
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .body("detail", containsString("handoff.tasks.queue-limit"));
    }
}
