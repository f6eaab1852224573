package io.handoff.task.engine;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.handoff.Api;
import io.handoff.Crowd;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {

    @Test
    void shouldAnswerARepeatAsTheFirstTime() {
        Response first = process("repeat", "{'n':1}");
        Response again = process("repeat", "{ 'n' : 1 }");

        assertEquals(first.asString(), again.asString());
        assertEquals(first.header("Location"), again.header("Location"));
        again.then().statusCode(202);
    }

    @Test
    void shouldRefuseAKeyUsedForAnotherBody() {
        process("reuse", "{'n':1}").then().statusCode(202);

        Api.problem(422, process("reuse", "{'n':2}"))
                .body("title", equalTo("Unprocessable Content"));
    }

    @Test
    void shouldKeepRoutesAndCallersApart() {
        String process = Api.id(process("apart", "{}"));
        String notify = Api.id(given().header("Idempotency-Key", "apart").post("/notify/bob"));
        String alice =
                Api.id(
                        Api.json("{}")
                                .header("Idempotency-Key", "apart")
                                .post("/process?user=alice"));

        assertEquals(3, List.of(process, notify, alice).stream().distinct().count());
    }

    @Test
    void shouldTakeAnotherUserForAnotherRequest() {
        Api.id(given().header("Idempotency-Key", "whom").post("/notify/bob"));

        Api.problem(422, given().header("Idempotency-Key", "whom").post("/notify/carol"));
    }

    @Test
    void shouldMakeOneTaskOfACrowdOfRepeats() {
        List<String> ids = Crowd.together(6, () -> Api.id(process("crowd", "{'n':1}")));

        assertEquals(1, ids.stream().distinct().count());
    }

    @Test
    void shouldMakeTwoTasksWithoutAKey() {
        assertNotEquals(
                Api.id(Api.json("{}").post("/process")), Api.id(Api.json("{}").post("/process")));
    }

    @Test
    void shouldTakeAKeyOfFullLength() {
        String key = "k".repeat(255);

        assertEquals(Api.id(process(key, "{}")), Api.id(process(key, "{}")));
    }

    private static Response process(String key, String body) {
        return Api.json(body).header("Idempotency-Key", key).post("/process");
    }
}
