package io.handoff.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals that have nothing to do with a feature. */
@QuarkusTest
class ProblemTest {

    @ParameterizedTest
    @ValueSource(strings = {"/nothing/here", "/tasks/a/b/c", "/notify", "/channels"})
    void shouldKnowNoOtherPath(String path) {
        Api.problem(404, given().get(path)).body("instance", equalTo(path));
    }

    @Test
    void shouldTakeNoOtherMethod() {
        Api.problem(405, given().get("/process")).body("instance", equalTo("/process"));
        Api.problem(405, given().put("/tasks"));
        Api.problem(405, given().delete("/notify/alice"));
    }

    @Test
    void shouldTakeJsonOnly() {
        Api.problem(415, given().contentType("text/plain").body("hello").post("/process"));
        Api.problem(415, given().contentType("application/xml").body("<a/>").post("/tasks"));
    }

    @Test
    void shouldAnswerWithJsonOnly() {
        Api.problem(406, given().accept("text/html").get("/tasks"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/process", "/tasks", "/notify/alice"})
    void shouldRefuseBodiesThatAreTooLarge(String path) {
        String large = "{'t':'" + "x".repeat(256 * 1024) + "'}";

        Api.problem(413, Api.json(large).post(path))
                .body("detail", containsString("max-body-size"));
    }

    @Test
    void shouldTakeBodiesUpToTheLimit() {
        String text = "x".repeat(256 * 1024 - 8);

        Api.id(Api.json("{'t':'" + text + "'}").post("/process"));
    }
}
