package io.handoff.notification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class NotifyTest {

    @Test
    void shouldQueueANotificationWithoutABody() {
        Response answer = given().post("/notify/tutorial");

        String id = Api.id(answer);
        answer.then()
                .header("Location", endsWith("/tasks/" + id))
                .body("detail", equalTo("notification queued"))
                .body("task", equalTo("/tasks/" + id));
        Api.end(id);
        JsonPath inbox = inbox("tutorial");
        assertEquals("You have a notification", inbox.get("events[0].data.message"));
    }

    @Test
    void shouldBeReadableInTheUsersChannel() {
        Api.end(
                Api.id(
                        Api.json("{'title':'Hi','message':'ready','data':{'n':1.50},'extra':true}")
                                .post("/notify/reader/")));

        JsonPath inbox = inbox("reader");

        assertEquals("user:reader", inbox.get("channel"));
        assertEquals(1, inbox.getInt("seq"));
        assertEquals(true, inbox.getBoolean("recovered"));
        assertEquals(1, inbox.getInt("events[0].seq"));
        assertEquals("notification", inbox.get("events[0].type"));
        assertEquals("user:reader", inbox.get("events[0].channel"));
        assertNotNull(inbox.get("events[0].id"));
        assertNotNull(Instant.parse(inbox.getString("events[0].time")));
        assertEquals("Hi", inbox.get("events[0].data.title"));
        assertEquals("ready", inbox.get("events[0].data.message"));
        assertEquals(true, inbox.getBoolean("events[0].data.extra"));
        assertNull(inbox.get("events[0].data.user"));
    }

    @Test
    void shouldKeepTheOrderAndPageThroughIt() {
        for (int i = 1; i <= 3; i++) {
            Api.end(Api.id(Api.json("{'message':'no " + i + "'}").post("/notify/bob")));
        }

        JsonPath page =
                given().get("/channels/user:bob/events/?after=1&limit=1")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();

        assertEquals(List.of("no 2"), page.getList("events.data.message"));
        assertEquals(3, page.getInt("seq"));
    }

    @Test
    void shouldTakeNamesOfManyKinds() {
        Api.end(Api.id(given().post("/notify/{name}", "Zoë.O+x@example.org")));

        given().get("/channels/{name}/events", "user:Zoë.O+x@example.org")
                .then()
                .statusCode(200)
                .body("seq", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:b", "%", "x\n"})
    void shouldRefuseNamesThatNobodyHas(String name) {
        Api.problem(400, given().post("/notify/{name}", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'message':7}", "{'title':[]}"})
    void shouldRefuseTextsThatAreNone(String body) {
        Api.problem(400, Api.json(body).post("/notify/alice"))
                .body("detail", containsString("must be a string"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "text"})
    void shouldRefuseBodiesThatAreNoObject(String body) {
        Api.problem(400, Api.json(body).post("/notify/alice"));
    }

    private static JsonPath inbox(String user) {
        return given().get("/channels/user:" + user + "/events")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
