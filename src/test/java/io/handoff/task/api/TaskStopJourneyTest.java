package io.handoff.task.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Api;
import io.handoff.Crowd;
import io.handoff.store.SpiedStore;
import io.handoff.task.engine.TaskEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Waiting for tasks, cancelling them, and a store in trouble. */
@QuarkusTest
class TaskStopJourneyTest {

    @Inject TestWorkers workers;
    @Inject SpiedStore store;
    @Inject TaskEngine engine;

    @Test
    void shouldCancelWhatWaits() {
        String id = Api.task("{'kind':'slow','delay':'1h'}");
        Api.problem(409, given().post("/tasks/" + id + "/retry"));

        given().delete("/tasks/" + id + "/")
                .then()
                .statusCode(200)
                .body("state", equalTo("cancelled"))
                .body("endedAt", notNullValue());

        Api.problem(409, given().delete("/tasks/" + id))
                .body("detail", containsString("cancelled"));
    }

    @Test
    void shouldAskWhatRunsToStop() {
        String id = Api.task("{'kind':'slow'}");
        workers.awaitStart(id);

        given().delete("/tasks/" + id).then().statusCode(202).body("state", equalTo("running"));

        assertEquals("cancelled", Api.end(id).get("state"));
    }

    @Test
    void shouldRefuseToCancelWhatHasEnded() {
        String id = Api.task("{'kind':'context'}");
        Api.end(id);

        Api.problem(409, given().delete("/tasks/" + id))
                .body("detail", containsString("succeeded"));
    }

    @Test
    void shouldAnswerAtTheEndOfTheWait() {
        String id = Api.task("{'kind':'slow'}");

        given().get("/tasks/" + id + "?wait=0.05")
                .then()
                .statusCode(200)
                .body("state", equalTo("running"));

        workers.release(id);
        assertEquals("succeeded", Api.end(id).get("state"));
    }

    @Test
    void shouldAnswerAllWhoWaitWhenTheTaskEnds() {
        String id = Api.task("{'kind':'slow'}");

        var states =
                Crowd.together(
                        5,
                        () -> {
                            workers.release(id);
                            return Api.end(id).getString("state");
                        });

        assertEquals(5, states.stream().filter("succeeded"::equals).count());
        assertEquals(0, engine.counts().waiters());
    }

    @Test
    void shouldKeepNoPlaceForAnAnswerThatIsThere() {
        String id = Api.task("{'kind':'context'}");
        Api.end(id);

        given().get("/tasks/" + id + "?wait=30").then().statusCode(200);
        given().get("/tasks/unknown?wait=30").then().statusCode(404);

        assertEquals(0, engine.counts().waiters());
    }

    @Test
    void shouldKnowNoUnknownTask() {
        Stream.<Supplier<Response>>of(
                        () -> given().get("/tasks/unknown"),
                        () -> given().get("/tasks/unknown?wait=1"),
                        () -> given().delete("/tasks/unknown"),
                        () -> given().post("/tasks/unknown/retry"))
                .forEach(
                        call ->
                                Api.problem(404, call.get())
                                        .body("detail", containsString("unknown")));
    }

    @Test
    void shouldAnswer503WhileTheStoreIsInTrouble() {
        String id = Api.task("{'kind':'slow','delay':'1h'}");
        store.fail();
        try {
            Stream.<Supplier<Response>>of(
                            () -> Api.json("{'kind':'context'}").post("/tasks"),
                            () -> Api.json("{}").post("/process"),
                            () -> given().post("/notify/alice"),
                            () -> given().get("/tasks/" + id),
                            () -> given().get("/tasks/" + id + "?wait=1"),
                            () -> given().get("/tasks"),
                            () -> given().delete("/tasks/" + id),
                            () -> given().post("/tasks/" + id + "/retry"))
                    .forEach(
                            call ->
                                    Api.problem(503, call.get())
                                            .header("Retry-After", notNullValue())
                                            .body("detail", equalTo("a test wants it")));
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            store.work();
        }
        given().get("/q/health/ready").then().statusCode(200);
        given().delete("/tasks/" + id).then().statusCode(200);
    }

    @Test
    void shouldAnswer503WhereTheStoreFailsAfterTheDecision() {
        String id = Api.task("{'kind':'slow','delay':'1h'}");
        store.failWrites();
        try {
            Api.problem(503, given().delete("/tasks/" + id)).header("Retry-After", notNullValue());
        } finally {
            store.work();
        }
        given().delete("/tasks/" + id).then().statusCode(200);
    }
}
