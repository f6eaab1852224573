package io.handoff.live;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.Api;
import io.handoff.Eventually;
import io.handoff.socket.ConnectionLimiter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Server-sent events. */
@QuarkusTest
class EventStreamTest {

    @TestHTTPResource("/")
    URL root;

    @Inject
    @Identifier("live")
    ConnectionLimiter connectionLimiter;

    private final String room = "/channels/room:" + UUID.randomUUID() + "/events";

    @BeforeEach
    void awaitThatOthersHaveLeft() {
        Eventually.equal(0, connectionLimiter::open);
    }

    @Test
    void shouldTellATasksLifeAndEnd() throws Exception {
        String id = Api.task("{'kind':'steps','payload':{}}");

        try (StreamClient stream = StreamClient.open(root, events(id))) {
            assertEquals("subscribed", stream.next().get("event"));
            List<String> types = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            JsonNode last = null;
            for (var event = stream.next(); event != null; event = stream.next()) {
                if (event.containsKey("id")) {
                    types.add(event.get("event"));
                    ids.add(event.get("id"));
                    last = LiveClient.parse(event.get("data"));
                }
            }
            assertEquals("queued", types.get(0));
            assertTrue(types.contains("progress"), types.toString());
            assertEquals("1", ids.get(0));
            assertEquals("succeeded", last.get("type").asText());
            assertEquals("done", last.at("/data/result").asText());
            assertEquals("task:" + id, last.get("channel").asText());
        }
    }

    @Test
    void shouldResumeFromTheLastEventAndHearNothingTwice() throws Exception {
        String id = Api.task("{'kind':'flaky','payload':{'failures':1}}");
        Api.end(id);

        try (StreamClient stream = StreamClient.open(root, events(id), "Last-Event-ID", "4")) {
            stream.next();
            assertEquals("5", stream.next().get("id"));
            assertEquals("6", stream.next().get("id"));
            assertNull(stream.next());
        }
    }

    @Test
    void shouldTellABrowserNotToComeBackAfterTheEnd() {
        String id = Api.task("{'kind':'flaky','payload':{}}");
        Api.end(id);

        given().header("Accept", "text/event-stream")
                .header("Last-Event-ID", "3")
                .get(events(id))
                .then()
                .statusCode(204);
    }

    @Test
    void shouldFollowARoomFromAPosition() throws Exception {
        publish("1");
        publish("2");

        try (StreamClient stream = StreamClient.open(root, room + "?after=1")) {
            JsonNode start = LiveClient.parse(stream.next().get("data"));
            assertEquals(2, start.get("seq").asInt());
            assertTrue(start.get("recovered").asBoolean());
            assertEquals("2", stream.next().get("id"));
            publish("3");
            assertEquals("3", stream.next().get("id"));
        }
    }

    @Test
    void shouldFollowARoomFromNowAndPassOnWhatIsEphemeral() throws Exception {
        publish("1");

        try (StreamClient stream = StreamClient.open(root, room)) {
            stream.next();
            Api.json("{'data':1,'type':'typing','ephemeral':true}").post(room);
            Map<String, String> typing = stream.next();
            assertEquals("typing", typing.get("event"));
            assertFalse(typing.containsKey("id"));
        }
    }

    @Test
    void shouldSendCommentsWhileNothingHappens() throws Exception {
        try (StreamClient stream = StreamClient.open(root, room)) {
            stream.next();
            assertTrue(stream.block().containsKey(""));
            assertTrue(stream.block().containsKey(""));
        }
    }

    @Test
    void shouldGiveItsPlaceFreeWhenTheReaderLeaves() throws Exception {
        try (StreamClient stream = StreamClient.open(root, room)) {
            stream.next();
            assertEquals(1, connectionLimiter.open());
        }
        Eventually.equal(0, connectionLimiter::open);
    }

    @Test
    void shouldRefuseNonsense() {
        var stream = given().header("Accept", "text/event-stream");
        Api.problem(400, stream.get("/channels/nonsense/events"));
        Api.problem(400, stream.get(room + "?after=x"));
        Api.problem(400, stream.header("Last-Event-ID", "-1").get(room));
    }

    private void publish(String data) {
        Api.json("{'data':" + data + "}").post(room).then().statusCode(201);
    }

    private static String events(String id) {
        return "/channels/task:" + id + "/events";
    }
}
