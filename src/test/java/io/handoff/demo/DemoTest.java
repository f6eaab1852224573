package io.handoff.demo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.Api;
import io.handoff.live.LiveClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DemoTest {

    @TestHTTPResource("/")
    URL root;

    @Test
    void shouldSayHowFarItIsWhileItRuns() {
        try (LiveClient client = LiveClient.open(root.getPort(), "")) {
            String id = Api.task("{'kind':'demo','payload':{'seconds':1.5,'message':'there'}}");
            client.subscribe("task:" + id);

            JsonNode first = client.event("progress");
            JsonNode second = client.event("progress");
            JsonNode end = client.event("succeeded");

            assertTrue(
                    first.at("/data/note").asText().matches("step [1-6] of 6"), first.toString());
            assertTrue(
                    second.at("/data/percent").asInt() > first.at("/data/percent").asInt(),
                    second.toString());
            assertEquals("there", end.at("/data/result/message").asText());
            assertEquals(1.5, end.at("/data/result/seconds").asDouble());
        }
    }

    @Test
    void shouldStopWhenItIsCancelled() {
        try (LiveClient client = LiveClient.open(root.getPort(), "")) {
            String id = Api.task("{'kind':'demo','payload':{'seconds':600}}");
            client.subscribe("task:" + id);
            client.event("progress");

            given().delete("/tasks/" + id).then().statusCode(202);

            client.event("cancelled");
            assertEquals("cancelled", Api.find(id).get("state"));
        }
    }

    @Test
    void shouldFailAsOftenAsItIsTold() {
        JsonPath dead =
                Api.end(
                        Api.task(
                                "{'kind':'demo','maxAttempts':2,"
                                        + "'payload':{'seconds':0,'failureRate':1}}"));
        JsonPath fine =
                Api.end(Api.task("{'kind':'demo','payload':{'seconds':0,'failureRate':0}}"));

        assertEquals("dead", dead.get("state"));
        assertEquals(2, dead.getInt("attempt"));
        assertEquals("SimulatedFailure: Simulated failure (failure rate 1.0).", dead.get("error"));
        assertEquals("succeeded", fine.get("state"));
        assertEquals(1, fine.getInt("attempt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'seconds':601}",
                "{'seconds':-1}",
                "{'seconds':'5'}",
                "{'failureRate':1.1}",
                "{'message':7}",
                "{'second':1}"
            })
    void shouldRefuseNonsense(String payload) {
        Api.problem(400, Api.json("{'kind':'demo','payload':" + payload + "}").post("/tasks"))
                .body("detail", containsString(payload.split("'")[1]));
    }

    @Test
    void shouldHaveLongerThanOtherWork() {
        String id = Api.task("{'kind':'demo','delay':'1h'}");

        assertTrue(Api.find(id).getLong("timeoutMillis") > 600_000);
        given().delete("/tasks/" + id).then().statusCode(200);
    }
}
