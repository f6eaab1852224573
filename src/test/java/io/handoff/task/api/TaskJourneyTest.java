package io.handoff.task.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TaskJourneyTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Inject TestWorkers workers;
    @Inject InstantSource clock;

    @Test
    void shouldAnswerWithLinksToFollow() {
        var answer = Api.json("{'kind':'flaky','payload':{'failures':0}}").post("/tasks");
        String id = Api.id(answer);

        answer.then()
                .header("Location", endsWith("/tasks/" + id))
                .body("status", equalTo("accepted"))
                .body("task", equalTo("/tasks/" + id))
                .body("events", equalTo("/channels/task:" + id + "/events"));
        given().get(answer.header("Location")).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void shouldTellAllAboutATask() {
        String id =
                Api.task(
                        "{'kind':'flaky','payload':{'failures':0},'priority':7,'maxAttempts':4,"
                                + "'timeout':'5s','uniqueKey':'all about it'}");

        JsonPath task = Api.end(id);

        assertEquals("succeeded", task.get("state"));
        assertEquals("flaky", task.get("kind"));
        assertEquals("guest", task.get("owner"));
        assertEquals(7, task.getInt("priority"));
        assertEquals(1, task.getInt("attempt"));
        assertEquals(4, task.getInt("maxAttempts"));
        assertEquals(5_000, task.getInt("timeoutMillis"));
        assertEquals("all about it", task.get("uniqueKey"));
        assertEquals(100, task.getInt("progress.percent"));
        assertEquals(0, task.getInt("payload.failures"));
        assertEquals(1, task.getInt("result.attempt"));
        assertNull(task.get("error"));
        Instant created = Instant.parse(task.getString("createdAt"));
        Instant ended = Instant.parse(task.getString("endedAt"));
        assertFalse(ended.isBefore(created));
    }

    @Test
    void shouldTryAgainAndKeepTheErrorsOfAllAttempts() {
        String id = Api.task("{'kind':'flaky','payload':{'failures':2}}");

        JsonPath task = Api.end(id);

        assertEquals("succeeded", task.get("state"));
        assertEquals(3, task.getInt("attempt"));
        assertEquals(List.of(1, 2, 3), task.getList("attempts.attempt"));
        assertEquals(
                List.of("scheduled", "scheduled", "succeeded"), task.getList("attempts.became"));
        assertEquals("IOException: attempt 1 failed", task.get("attempts[0].error"));
        assertEquals("IOException: attempt 2 failed", task.get("attempts[1].error"));
    }

    @Test
    void shouldDieAfterTheAttemptsOfItsKind() {
        JsonPath task = Api.end(Api.task("{'kind':'limited'}"));

        assertEquals("dead", task.get("state"));
        assertEquals(2, task.getInt("attempt"));
        assertEquals("IllegalStateException: always", task.get("error"));
    }

    @Test
    void shouldDieAfterItsOwnAttempts() {
        JsonPath task = Api.end(Api.task("{'kind':'limited','maxAttempts':1}"));

        assertEquals("dead", task.get("state"));
        assertEquals(1, task.getInt("attempt"));
    }

    @Test
    void shouldRunADeadTaskAgain() {
        String id = Api.task("{'kind':'poison'}");
        assertEquals("PermanentFailure: hopeless", Api.end(id).get("error"));

        given().post("/tasks/" + id + "/retry").then().statusCode(202).body("id", equalTo(id));

        JsonPath task = Api.end(id);
        assertEquals("succeeded", task.get("state"));
        assertEquals(List.of("dead", "succeeded"), task.getList("attempts.became"));
        Api.problem(409, given().post("/tasks/" + id + "/retry"));
    }

    @Test
    void shouldInterruptWhatTakesTooLong() {
        JsonPath task = Api.end(Api.task("{'kind':'slow','timeout':'50ms','maxAttempts':1}"));

        assertEquals("dead", task.get("state"));
        assertEquals("took longer than 50 ms", task.get("error"));
    }

    @Test
    void shouldRunLaterWhatIsDelayed() {
        String id = Api.task("{'kind':'flaky','payload':{'failures':0},'delay':'300ms'}");

        JsonPath task = Api.end(id);

        String events = "/channels/task:" + id + "/events";
        assertEquals(
                List.of("scheduled", "queued", "running", "succeeded"),
                given().get(events).jsonPath().getList("events.type"));
        Instant created = Instant.parse(task.getString("createdAt"));
        Instant started = Instant.parse(task.getString("startedAt"));
        assertTrue(Duration.between(created, started).toMillis() >= 300);
    }

    @Test
    void shouldRunAtTheGivenTime() {
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        String id = Api.task("{'kind':'slow','runAt':'" + tomorrow + "'}");

        JsonPath task = Api.find(id);

        assertEquals("scheduled", task.get("state"));
        assertEquals(tomorrow.toEpochMilli(), Instant.parse(task.get("runAt")).toEpochMilli());
        given().delete("/tasks/" + id).then().statusCode(200);
    }

    @Test
    void shouldKeepOneUnfinishedTaskPerUniqueKey() {
        String body = "{'kind':'slow','uniqueKey':'one at a time'}";
        String first = Api.task(body);
        workers.awaitStart(first);

        assertEquals(first, Api.task(body));

        workers.release(first);
        assertEquals("succeeded", Api.end(first).get("state"));
        String next = Api.task(body);
        assertNotEquals(first, next);
        workers.release(next);
    }

    @Test
    void shouldRefuseToRevivePastAnotherTaskOfTheSameKey() {
        // given a dead task, and one that has taken over its key
        String dead = Api.task("{'kind':'poison','uniqueKey':'taken over'}");
        Api.end(dead);
        String heir = Api.task("{'kind':'slow','uniqueKey':'taken over'}");

        // when
        var answer = given().post("/tasks/" + dead + "/retry");

        // then
        Api.problem(409, answer);
        workers.release(heir);
        Api.end(heir);
        given().post("/tasks/" + dead + "/retry").then().statusCode(202);
    }

    @Test
    void shouldGoOnInTheTraceOfTheRequest() {
        String id =
                Api.id(Api.json("{'kind':'context'}").header("traceparent", PARENT).post("/tasks"));

        JsonPath task = Api.end(id);

        assertEquals(PARENT, task.get("trace"));
        assertEquals(id, task.get("result.taskId"));
        assertEquals("0af7651916cd43dd8448eb211c80319c", task.get("result.traceId"));
        assertNotEquals("b7ad6b7169203331", task.get("result.spanId"));
        assertEquals(
                "00-0af7651916cd43dd8448eb211c80319c-" + task.get("result.spanId") + "-01",
                task.get("result.traceparent"));
    }

    @Test
    void shouldIgnoreATraceThatIsNone() {
        JsonPath task =
                Api.end(
                        Api.id(
                                Api.json("{'kind':'context'}")
                                        .header("traceparent", "nonsense")
                                        .post("/tasks/?user=alice")));

        assertNull(task.get("trace"));
        assertEquals("null", task.get("result.traceparent"));
        assertEquals("alice", task.get("result.owner"));
        assertNotNull(task.get("result.taskId"));
    }
}
