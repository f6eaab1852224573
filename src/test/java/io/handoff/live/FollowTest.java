package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Following one's work and one's inbox, live. */
@QuarkusTest
class FollowTest {

    @TestHTTPResource("/")
    URL root;

    private final String user = "u" + UUID.randomUUID();
    private LiveClient client;

    @BeforeEach
    void open() {
        client = LiveClient.open(root.getPort(), "?user=" + user);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldHearTheEndAfterTheEnd() {
        String id = Api.task("{'kind':'flaky','payload':{'failures':1}}");
        Api.end(id);

        client.subscribe("task:" + id);

        assertEquals(
                List.of("queued", "running", "scheduled", "queued", "running", "succeeded"),
                client.stored(6).stream().map(event -> event.get("type").asText()).toList());
    }

    @Test
    void shouldHearATaskWhileItHappens() {
        String id = Api.task("{'kind':'steps','payload':{}}");
        client.subscribe("task:" + id);

        List<String> types = new java.util.ArrayList<>();
        JsonNode event;
        do {
            event = client.next("event");
            if (event.has("seq")) {
                types.add(event.get("type").asText());
            }
        } while (!event.get("type").asText().equals("succeeded"));

        assertEquals("queued", types.get(0));
        assertTrue(types.contains("progress"), types.toString());
        assertEquals("done", event.at("/data/result").asText());
        JsonNode task = LiveClient.parse(Api.find(id).prettify());
        assertEquals(types.size(), event.get("seq").asInt());
        assertEquals("succeeded", task.get("state").asText());
    }

    @Test
    void shouldHearOfANotificationOnEverySocket() {
        try (LiveClient second = LiveClient.open(root.getPort(), "?user=" + user)) {
            client.subscribe("user:" + user);
            second.subscribe("user:" + user);

            Api.json("{'message':'hi'}").post("/notify/" + user).then().statusCode(202);

            assertEquals("hi", client.event("notification").at("/data/message").asText());
            assertEquals("hi", second.event("notification").at("/data/message").asText());
        }
    }

    @Test
    void shouldHearOfWhatCameMeanwhile() {
        Api.end(Api.id(Api.json("{'message':'hi'}").post("/notify/" + user)));

        client.subscribe("user:" + user, ",'after':0");

        assertEquals("hi", client.stored(1).get(0).at("/data/message").asText());
    }

    @Test
    void shouldHearHowTheOwnTaskEnded() {
        client.subscribe("user:" + user);

        String id = Api.id(Api.json("{'kind':'flaky','payload':{}}").post("/tasks?user=" + user));

        JsonNode told = client.event("task");
        assertEquals(id, told.at("/data/id").asText());
        assertEquals("succeeded", told.at("/data/state").asText());
    }

    @Test
    void shouldNotHearTwiceOfTheOwnNotification() {
        client.subscribe("user:" + user);

        Api.end(Api.id(Api.json("{}").post("/notify/" + user + "?user=" + user)));

        assertEquals(1, client.event("notification").get("seq").asInt());
        assertEquals(List.of(), client.untilPong());
    }

    @Test
    void shouldHearWhatAnotherSocketHasRead() {
        client.subscribe("user:" + user);
        Api.end(Api.id(Api.json("{}").post("/notify/" + user)));
        String id = client.event("notification").get("id").asText();

        Api.json("").post("/inbox/" + id + "/read?user=" + user).then().statusCode(200);

        JsonNode read = client.event("read");
        assertEquals(id, read.at("/data/id").asText());
        assertEquals(0, read.at("/data/unread").asInt());
    }
}
