package io.handoff.bulk;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class BulkTest {

    @Test
    void shouldRunDeadTasksAgain() {
        // these fail at the first attempt for good, and succeed when they are run again
        List<String> dead = some("{'kind':'poison'}", 3);
        dead.forEach(Api::end);
        String later = Api.task("{'kind':'poison','delay':'1h'}");

        JsonPath bulk = end("{'action':'retry','kind':'poison'}");

        assertEquals("bulk", bulk.get("kind"));
        assertEquals(100, bulk.getInt("priority"));
        assertEquals(bulk.getInt("result.matched"), bulk.getInt("result.changed"));
        assertEquals(0, bulk.getInt("result.skipped"));
        dead.forEach(id -> assertEquals("succeeded", Api.end(id).get("state")));
        assertEquals("scheduled", Api.find(later).get("state"));
        given().delete("/tasks/" + later).then().statusCode(200);
    }

    @Test
    void shouldCancelWhatWaitsAndWhatRuns() {
        List<String> waiting = some("{'kind':'demo','delay':'1h'}", 3);
        String running = Api.task("{'kind':'demo','payload':{'seconds':600}}");
        String other = Api.task("{'kind':'process','delay':'1h'}");

        JsonPath bulk = end("{'action':'cancel','kind':'demo'}");

        assertEquals(4, bulk.getInt("result.changed"));
        waiting.forEach(id -> assertEquals("cancelled", Api.find(id).get("state")));
        assertEquals("cancelled", Api.end(running).get("state"));
        assertEquals("scheduled", Api.find(other).get("state"));
        given().delete("/tasks/" + other).then().statusCode(200);
    }

    @Test
    void shouldDiscardWhatHasEnded() {
        List<String> ended = some("{'kind':'steps'}", 3);
        ended.forEach(Api::end);
        String waiting = Api.task("{'kind':'steps','delay':'1h'}");

        assertEquals(
                0,
                end("{'action':'discard','kind':'steps','state':'dead'}").getInt("result.matched"));
        JsonPath bulk = end("{'action':'discard','kind':'steps'}");

        assertEquals(bulk.getInt("result.matched"), bulk.getInt("result.changed"));
        ended.forEach(id -> given().get("/tasks/" + id).then().statusCode(404));
        given().get("/tasks/" + waiting).then().statusCode(200);
        given().delete("/tasks/" + waiting).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                     | 'action' must be",
                "{'action':'praise'}                    | 'action' must be",
                "{'action':1}                           | 'action' must be",
                "{'action':'retry','state':'queued'}    | [dead]",
                "{'action':'cancel','state':'dead'}     | [scheduled, queued, running]",
                "{'action':'discard','state':'running'} | [dead, cancelled, succeeded]",
                "{'action':'discard','state':7}         | [dead, cancelled, succeeded]",
                "{'action':'cancel','kind':7}           | 'kind'",
                "{'action':'cancel','owner':'alice'}    | 'owner'"
            })
    void shouldRefuseInvalidActions(String body, String detail) {
        Api.problem(400, Api.json(body).post("/tasks/bulk")).body("detail", containsString(detail));
        Api.problem(400, Api.json("{'kind':'bulk','payload':" + body + "}").post("/tasks"))
                .body("detail", containsString(detail));
    }

    private static List<String> some(String task, int number) {
        return IntStream.range(0, number).mapToObj(i -> Api.task(task)).toList();
    }

    private static JsonPath end(String bulk) {
        JsonPath end = Api.end(Api.id(Api.json(bulk).post("/tasks/bulk")));
        assertEquals("succeeded", end.get("state"));
        return end;
    }
}
