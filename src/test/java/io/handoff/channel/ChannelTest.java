package io.handoff.channel;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Api;
import io.handoff.Eventually;
import io.handoff.Stages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ChannelTest {

    @Inject LongPoll longPoll;

    @Test
    void shouldDeliverTheLifeOfATask() {
        String id = Api.task("{'kind':'flaky','payload':{'failures':1}}");
        Api.end(id);

        JsonPath page =
                given().get(Api.find(id).getString("events"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();

        assertEquals("task:" + id, page.get("channel"));
        assertEquals(
                List.of("queued", "running", "scheduled", "queued", "running", "succeeded"),
                page.getList("events.type"));
        assertEquals(List.of(1, 2, 3, 4, 5, 6), page.getList("events.seq"));
        assertEquals("IOException: attempt 1 failed", page.get("events[2].data.error"));
        assertEquals(2, page.getInt("events[5].data.result.attempt"));
        assertEquals(6, page.getInt("seq"));
    }

    @Test
    void shouldHaveNothingToTellOfASilentChannel() {
        given().get("/channels/user:nobody/events")
                .then()
                .statusCode(200)
                .body("events", empty())
                .body("seq", equalTo(0))
                .body("recovered", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/channels/nonsense/events",
                "/channels/user:a%20b/events",
                "/channels/other:a/events",
                "/channels/user:a/events?after=-1",
                "/channels/user:a/events?after=x",
                "/channels/user:a/events?limit=0",
                "/channels/user:a/events?limit=501",
                "/channels/user:a/events?wait=31"
            })
    void shouldRefuseWhatIsNone(String path) {
        Api.problem(400, given().urlEncodingEnabled(false).get(path));
    }

    @Test
    void shouldPublishInRooms() {
        String room = "/channels/room:" + UUID.randomUUID() + "/events";

        Api.json("{'data':{'text':'hi'}}")
                .post(room + "?user=alice")
                .then()
                .statusCode(201)
                .body("seq", equalTo(1))
                .body("type", equalTo("message"))
                .body("from", equalTo("alice"))
                .body("data.text", equalTo("hi"));
        Api.json("{'data':[1,2.50],'type':'move','id':'my-id'}")
                .post(room)
                .then()
                .statusCode(201)
                .body("id", equalTo("my-id"));

        String page = given().get(room).then().statusCode(200).extract().asString();
        assertTrue(page.contains("\"data\":[1,2.50]"), page);
    }

    @Test
    void shouldStoreARepeatOnce() {
        String room = "/channels/room:" + UUID.randomUUID() + "/events";
        Api.json("{'data':1,'id':'a'}").post(room + "?user=alice").then().statusCode(201);

        Api.json("{'data':1,'id':'a'}")
                .post(room + "?user=alice")
                .then()
                .statusCode(200)
                .body("seq", equalTo(1));
        Api.problem(409, Api.json("{'data':1,'id':'a'}").post(room + "?user=bob"));
    }

    @Test
    void shouldNotStoreWhatIsEphemeral() {
        String room = "/channels/room:" + UUID.randomUUID() + "/events";

        Api.json("{'data':1,'ephemeral':true}")
                .post(room)
                .then()
                .statusCode(202)
                .body("$", not(hasKey("seq")));
        given().get(room).then().body("seq", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'data':1,'typo':2}",
                "{'data':1,'type':5}",
                "{'data':1,'type':'join'}",
                "{'data':1,'type':'a b'}",
                "{'data':1,'id':'a b'}",
                "{'data':1,'ephemeral':'yes'}",
                "[]"
            })
    void shouldRefuseInvalidEvents(String body) {
        Api.problem(400, Api.json(body).post("/channels/room:invalid/events"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user:alice", "task:1"})
    void shouldLetOnlyTheServerPublishToOtherChannels(String channel) {
        Api.problem(403, Api.json("{'data':1}").post("/channels/" + channel + "/events"));
    }

    @Test
    void shouldRefuseDataThatIsTooLarge() {
        String body = "{'data':'" + "x".repeat(66_000) + "'}";

        Api.problem(413, Api.json(body).post("/channels/room:large/events"));
    }

    @Test
    void shouldAnswerALongPollWithTheFirstEvent() throws Exception {
        String room = "/channels/room:" + UUID.randomUUID() + "/events";
        CompletableFuture<JsonPath> poll =
                CompletableFuture.supplyAsync(
                        () -> given().get(room + "?wait=20").then().extract().jsonPath());
        Eventually.equal(1, longPoll::waiting);

        Api.json("{'data':1}").post(room).then().statusCode(201);

        assertEquals(List.of(1), Stages.value(poll).getList("events.seq"));
        assertEquals(0, longPoll.waiting());
    }

    @Test
    void shouldAnswerALongPollAtOnceWhereThereIsSomething() {
        String room = "/channels/room:" + UUID.randomUUID() + "/events";
        Api.json("{'data':1}").post(room).then().statusCode(201);

        given().get(room + "?wait=20").then().body("events.size()", equalTo(1));
    }

    @Test
    void shouldAnswerALongPollWithNothingAfterAWhile() {
        given().get("/channels/room:" + UUID.randomUUID() + "/events?wait=0.05")
                .then()
                .statusCode(200)
                .body("events", empty());
        assertEquals(0, longPoll.waiting());
    }
}
