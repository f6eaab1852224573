package io.handoff.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Callers name themselves and may do everything. */
@QuarkusTest
class OpenModeTest {

    @TestHTTPResource("/")
    URI root;

    @Inject Tokens tokens;

    @Test
    void shouldTakeTheNameThatAGuestGives() {
        assertEquals("guest", ownerOf("/process"));
        assertEquals("alice", ownerOf("/process?user=alice"));
        given().contentType("application/json")
                .body("{}")
                .post("/process?user=a/b")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void shouldLetGuestsDoAll() {
        String task = location("/process?user=alice");

        given().get(task + "?user=bob").then().statusCode(200);
        given().get("/tasks").then().statusCode(200);
        given().get("/tasks/none").then().statusCode(404);
        given().get("/channels/user:alice/events").then().statusCode(200);
        given().post("/notify/olga?user=bob").then().statusCode(202);
    }

    @Test
    void shouldNotLookAtTokens() {
        given().header("Authorization", "Basic x").get("/tasks").then().statusCode(200);
        given().header("Authorization", "Bearer x").get("/tasks").then().statusCode(200);
        given().get("/tasks?access_token=x").then().statusCode(200);
        assertEquals("alice", ownerOf("/process?access_token=x&user=alice"));
    }

    @Test
    void shouldGiveTicketsThatCarryTheName() {
        String ticket =
                given().post("/tickets?user=alice")
                        .then()
                        .statusCode(201)
                        .body("ticket", matchesPattern("[A-Za-z0-9_-]{43}"))
                        .extract()
                        .path("ticket");
        URI ws =
                URI.create(
                        "ws://" + root.getHost() + ':' + root.getPort() + "/ws?ticket=" + ticket);

        assertEquals("You said: hello", Echo.say(ws, null, "hello"));
        assertEquals("refused with 401", Echo.say(ws, null, "hello"));
    }

    @Test
    void shouldTellWhenATicketEnds() {
        String end = given().post("/tickets").then().extract().path("expiresAt");
        assertTrue(Instant.parse(end).isAfter(Instant.now().minusSeconds(1)), end);
    }

    @Test
    void shouldTakeNoTokenForACaller() {
        io.handoff.http.Problem problem =
                org.junit.jupiter.api.Assertions.assertThrows(
                        io.handoff.http.Problem.class, () -> tokens.verify(JwtMode.token("alice")));
        assertEquals(401, problem.status());
    }

    @Test
    void shouldRefuseAnUnknownTicketBeforeTheUpgrade() {
        given().header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .get("/ws?ticket=x")
                .then()
                .statusCode(401)
                .body("instance", equalTo("/ws"));
    }

    private static String ownerOf(String path) {
        return given().get(location(path)).then().statusCode(200).extract().path("owner");
    }

    private static String location(String path) {
        String location =
                given().contentType("application/json")
                        .body("{}")
                        .post(path)
                        .then()
                        .statusCode(202)
                        .extract()
                        .header("Location");
        return location.substring(location.indexOf("/tasks/"));
    }
}
