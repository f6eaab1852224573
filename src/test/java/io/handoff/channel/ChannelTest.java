package io.handoff.channel;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ChannelTest {

    @Test
    void shouldTellATasksLife() {
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
                "/channels/user:a/events?limit=501"
            })
    void shouldRefuseWhatIsNone(String path) {
        Api.problem(400, given().urlEncodingEnabled(false).get(path));
    }
}
