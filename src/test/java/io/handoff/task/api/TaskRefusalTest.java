package io.handoff.task.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TaskRefusalTest {

    @Test
    void shouldNameTheKnownKinds() {
        Api.problem(400, Api.json("{'kind':'nope'}").post("/tasks"))
                .body(
                        "detail",
                        allOf(
                                containsString("nope"),
                                containsString("notify"),
                                containsString("process")))
                .body("title", equalTo("Bad Request"))
                .body("instance", equalTo("/tasks"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'delay':'soon'|delay",
                "'runAt':'+999999999-12-31T23:59:59Z'|runAt",
                "'priority':1000|priority",
                "'maxAttempts':0|maxAttempts",
                "'timeout':'0s'|timeout",
                "'uniqueKey':''|uniqueKey",
                "'payload':[1]|payload",
                "'color':'red'|color"
            },
            quoteCharacter = '`')
    void shouldNameTheFieldThatIsWrong(String field, String name) {
        Api.problem(400, Api.json("{'kind':'process'," + field + "}").post("/tasks"))
                .body("detail", containsString("'" + name + "'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "31", "soon", "NaN"})
    void shouldRefuseAWaitThatIsNone(String wait) {
        Api.problem(400, given().queryParam("wait", wait).get("/tasks/any"))
                .body("detail", containsString("'wait'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=nope", "limit=0", "limit=501", "limit=x", "cursor=x"})
    void shouldRefuseAListThatIsNone(String query) {
        Api.problem(400, given().get("/tasks?" + query));
    }

    @Test
    void shouldRefuseAnIdempotencyKeyThatIsTooLong() {
        Api.problem(
                400,
                Api.json("{'kind':'process'}")
                        .header("Idempotency-Key", "x".repeat(256))
                        .post("/tasks"));
    }

    @Test
    void shouldRefuseANameThatNobodyHas() {
        Api.problem(400, Api.json("{'kind':'process'}").post("/tasks?user=a%20b"));
    }
}
