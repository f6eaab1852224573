package io.handoff.inbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class InboxTest {

    private final String user = "u" + UUID.randomUUID();

    @Test
    void shouldBeEmptyAtFirst() {
        JsonPath inbox = inbox("");
        assertEquals("user:" + user, inbox.get("channel"));
        assertEquals(List.of(), inbox.getList("events"));
        assertEquals(0, inbox.getInt("unread"));
    }

    @Test
    void shouldKeepWhatIsUnreadAndTellWhenItWasRead() {
        notify("{'message':'one'}");
        notify("{'message':'two'}");
        JsonPath inbox = inbox("");
        assertEquals(List.of("two", "one"), inbox.getList("events.data.message"));
        assertEquals(2, inbox.getInt("unread"));

        read("/inbox/" + inbox.get("events[1].id") + "/read", 1, 1);
        read("/inbox/" + inbox.get("events[1].id") + "/read", 0, 1);
        given().get("/inbox?user=" + user)
                .then()
                .body("events[0]", not(hasKey("readAt")))
                .body("events[1].readAt", notNullValue());
        read("/inbox/read", 1, 0);
        assertEquals(0, inbox("").getInt("unread"));
    }

    @Test
    void shouldShowPageAfterPage() {
        for (int i = 1; i <= 3; i++) {
            notify("{'message':'" + i + "'}");
        }
        JsonPath first = inbox("&limit=2");
        assertEquals(List.of("3", "2"), first.getList("events.data.message"));

        JsonPath second =
                given().get(first.getString("next") + "&user=" + user).then().extract().jsonPath();

        assertEquals(List.of("1"), second.getList("events.data.message"));
        assertNull(second.getString("next"));
    }

    @Test
    void shouldReplaceWhatIsUnread() {
        notify("{'message':'50 %','collapseKey':'upload'}");
        notify("{'message':'100 %','collapseKey':'upload'}");

        JsonPath inbox = inbox("");
        assertEquals(List.of("100 %"), inbox.getList("events.data.message"));
        assertEquals("upload", inbox.get("events[0].collapseKey"));
        assertNull(inbox.getString("events[0].data.collapseKey"));
        given().get("/channels/user:" + user + "/events")
                .then()
                .body("events.type", equalTo(List.of("replaced", "notification")));
    }

    @Test
    void shouldForgetWhatHasExpired() {
        notify("{'message':'late','expiresAt':'2020-01-01T00:00:00Z'}");
        notify("{'message':'good','expiresAt':'2999-01-01T00:00:00Z'}");

        assertEquals(List.of("good"), inbox("").getList("events.data.message"));
        given().get("/channels/user:" + user + "/events")
                .then()
                .body("events.type", equalTo(List.of("expired", "notification")))
                .body("events[0].data", not(hasKey("message")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'collapseKey':5}",
                "{'collapseKey':''}",
                "{'expiresAt':'tomorrow'}",
                "{'expiresAt':5}"
            })
    void shouldRefuseConditionsThatAreNone(String body) {
        Api.problem(400, Api.json(body).post("/notify/" + user));
    }

    @Test
    void shouldHaveNothingToMark() {
        Api.problem(404, given().post("/inbox/none/read?user=" + user));
    }

    private void notify(String body) {
        Api.end(Api.id(Api.json(body).post("/notify/" + user)));
    }

    private JsonPath inbox(String more) {
        return given().get("/inbox?user=" + user + more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void read(String path, int changed, int unread) {
        given().post(path + "?user=" + user)
                .then()
                .statusCode(200)
                .body("changed", equalTo(changed))
                .body("unread", equalTo(unread));
    }
}
