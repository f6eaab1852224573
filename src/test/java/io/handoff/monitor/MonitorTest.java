package io.handoff.monitor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.Api;
import io.handoff.live.LiveClient;
import io.handoff.store.SpiedStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MonitorTest {

    @TestHTTPResource("/")
    URL root;

    @Inject SpiedStore store;

    private LiveClient client;

    @BeforeEach
    void listen() {
        client = LiveClient.open(root.getPort(), "");
        client.subscribe("ops:monitor");
    }

    @AfterEach
    void leave() {
        client.close();
        store.work();
    }

    @Test
    void shouldCountEachChangeOnce() {
        client.event("sample");
        Api.end(Api.task("{'kind':'flaky','payload':{'failures':2}}"));
        Api.end(Api.task("{'kind':'poison'}"));
        String later = Api.task("{'kind':'process','delay':'1h'}");
        given().delete("/tasks/" + later).then().statusCode(200);

        Map<String, Long> wanted =
                Map.of(
                        "accepted",
                        3L,
                        "started",
                        4L,
                        "succeeded",
                        1L,
                        "retried",
                        2L,
                        "dead",
                        1L,
                        "cancelled",
                        1L,
                        "waited",
                        4L,
                        "ran",
                        4L);
        Map<String, Long> counted = new TreeMap<>();
        while (!counted.equals(new TreeMap<>(wanted))) {
            JsonNode data = client.event("sample").get("data");
            wanted.keySet().forEach(name -> counted.merge(name, sum(data.get(name)), Long::sum));
            counted.forEach(
                    (name, count) -> assertTrue(count <= wanted.get(name), counted.toString()));
        }
    }

    @Test
    void shouldPublishTheStateOfThisReplica() {
        JsonNode event = client.event("sample");

        JsonNode data = event.get("data");
        assertFalse(event.has("seq"));
        assertTrue(data.get("replica").asText().endsWith(":8080"));
        assertTrue(data.get("seconds").asDouble() > 0);
        assertEquals(64, data.get("slots").asInt());
        assertEquals(10_000, data.get("endedMost").asInt());
        assertEquals(1, data.at("/sockets/live/open").asInt());
        assertEquals(10_000, data.at("/sockets/live/cap").asInt());
        assertEquals("sqlite", data.get("store").asText());
        assertEquals("local", data.get("bus").asText());
        assertTrue(data.get("busUp").asBoolean());
    }

    @Test
    void shouldCountEndedTasksInTheStore() {
        Api.end(Api.task("{'kind':'poison'}"));

        client.next(frame -> frame.at("/data/ended/dead").asLong() > 0);
    }

    @Test
    void shouldReportThatTheStoreIsDownAndContinue() {
        store.fail();
        client.next(frame -> frame.has("data") && !frame.at("/data/storeUp").asBoolean());

        store.work();
        client.next(frame -> frame.at("/data/storeUp").asBoolean());
    }

    @Test
    void shouldReturnTheRecentSeries() {
        Api.end(Api.task("{'kind':'process'}"));
        client.event("sample");
        client.event("sample");

        given().get("/monitor")
                .then()
                .statusCode(200)
                .body("shared", equalTo(false))
                .body("lease", equalTo(30_000))
                .body("step", equalTo(5_000))
                .body("samples", hasSize(1))
                .body("samples[0].slots", equalTo(64))
                .body("series.accepted.sum()", greaterThan(0));
    }

    private static long sum(JsonNode value) {
        if (value.isNumber()) {
            return value.asLong();
        }
        long sum = 0;
        for (JsonNode count : value) {
            sum += count.asLong();
        }
        return sum;
    }
}
