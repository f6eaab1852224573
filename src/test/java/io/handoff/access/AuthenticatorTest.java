package io.handoff.access;

import static io.handoff.access.JwtMode.bearer;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.live.StreamClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authentication of requests, end to end. */
@QuarkusTest
@TestProfile(JwtMode.class)
class AuthenticatorTest {

    @TestHTTPResource("/")
    URI root;

    /** Covers endpoints that are added later, too. */
    @Test
    void shouldAskForATokenOnEveryPathThatIsDocumented() {
        Map<String, Map<String, ?>> paths =
                given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("paths");
        List<String> asked = new ArrayList<>();
        paths.forEach(
                (path, operations) ->
                        operations.keySet().stream()
                                .filter(method -> method.matches("get|put|post|delete|patch"))
                                .filter(method -> !(method + path).equals("get/capacity"))
                                .forEach(
                                        method -> {
                                            String filled = path.replaceAll("\\{[^}]*}", "x");
                                            assertAsksForToken(method, filled);
                                            asked.add(method + ' ' + path);
                                        }));
        assertTrue(asked.contains("post /process"), asked.toString());
        assertTrue(asked.contains("get /channels/{channel}/events"), asked.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tasks/",
                "//tasks",
                "/q/../tasks",
                "/q/%2e%2e/tasks",
                "/ws",
                "/ws/live",
                "/none",
                "/channels/user:alice/events",
                "/index.html/../tasks",
                "/tasks?user=alice"
            })
    void shouldAskForATokenOnOtherPathsAsWell(String path) {
        assertAsksForToken("get", path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/capacity",
                "/q/health/live",
                "/q/metrics",
                "/q/openapi",
                "/?ticket=x"
            })
    void shouldAskForNoTokenWhereThereIsNothingToHide(String path) {
        given().get(path).then().statusCode(not(equalTo(401)));
    }

    @Test
    void shouldRefuseTokensThatDoNotCount() {
        for (String token : new String[] {JwtMode.expired(), "x", "a.b.c"}) {
            given().header("Authorization", "Bearer " + token)
                    .get("/tasks")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", startsWith("Bearer error=\"invalid_token\""))
                    .body("status", equalTo(401))
                    .body("instance", equalTo("/tasks"));
        }
    }

    @Test
    void shouldRefuseOtherWaysToSayWhoOneIs() {
        given().header("Authorization", "Basic YWxpY2U6eA==").get("/tasks").then().statusCode(401);
        given().header("Authorization", "Bearer ").get("/tasks").then().statusCode(401);
        given().header("Authorization", bearer("alice"), bearer("bob"))
                .get("/tasks")
                .then()
                .statusCode(401);
        given().get("/tasks?access_token=" + JwtMode.token("alice"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void shouldTakeATokenAndNoOtherName() {
        given().header("Authorization", "bearer " + JwtMode.token("alice"))
                .contentType("application/json")
                .body("{}")
                .post("/process?user=bob")
                .then()
                .statusCode(202);
        given().header("Authorization", bearer("alice"))
                .get("/tasks")
                .then()
                .statusCode(200)
                .body("tasks[0].owner", equalTo("alice"));
    }

    @Test
    void shouldRefuseTheUpgradeOfASocket() {
        URI ws = socket("/ws");

        assertEquals("refused with 401", Echo.say(ws, null, "hello"));
        assertEquals("refused with 401", Echo.say(ws, "Bearer a.b.c", "hello"));
        assertEquals("You said: hello", Echo.say(ws, bearer("alice"), "hello"));
    }

    @Test
    void shouldOpenASocketOnceWithATicket() {
        String ticket = ticket();
        URI ws = socket("/ws?ticket=" + ticket);

        assertEquals("You said: hello", Echo.say(ws, null, "hello"));
        assertEquals("refused with 401", Echo.say(ws, null, "hello"));
        assertEquals("refused with 401", Echo.say(socket("/ws?ticket="), null, "hello"));
    }

    @Test
    void shouldOpenAnEventStreamOnceWithATicket() throws IOException {
        String path = "/channels/user:alice/events?ticket=" + ticket();

        try (StreamClient stream = StreamClient.open(root.toURL(), path)) {
            assertEquals("subscribed", stream.next().get("event"));
        }
        given().accept("text/event-stream").get(path).then().statusCode(401);
    }

    @Test
    void shouldKnowWhoseTicketItIs() {
        given().accept("text/event-stream")
                .get("/channels/user:bob/events?ticket=" + ticket())
                .then()
                .statusCode(not(equalTo(200)));
    }

    @Test
    void shouldNotTakeATicketElsewhereNorUseItUp() {
        String ticket = ticket();

        given().get("/tasks?ticket=" + ticket).then().statusCode(401);
        given().contentType("application/json")
                .body("{}")
                .post("/process?ticket=" + ticket)
                .then()
                .statusCode(401);
        given().header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .post("/tickets?ticket=" + ticket)
                .then()
                .statusCode(401);

        assertEquals("You said: hello", Echo.say(socket("/ws?ticket=" + ticket), null, "hello"));
    }

    @Test
    void shouldKeepTheConnectionOfAClientThatSentABody() throws IOException {
        String body = "x".repeat(200_000);
        String requests =
                "POST /process HTTP/1.1\r\nHost: a\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body
                        + "GET /q/health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        try (Socket client = new Socket(root.getHost(), root.getPort())) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            String answers = new String(client.getInputStream().readAllBytes());
            assertTrue(answers.startsWith("HTTP/1.1 401 "), answers);
            assertTrue(answers.contains("HTTP/1.1 200 OK"), answers);
        }
    }

    private static void assertAsksForToken(String method, String path) {
        ValidatableResponse response =
                given().urlEncodingEnabled(false)
                        .contentType("application/json")
                        .request(method.toUpperCase(java.util.Locale.ROOT), path)
                        .then();
        response.statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .contentType("application/problem+json")
                .body("title", equalTo("Unauthorized"))
                .body("tasks", nullValue());
    }

    private static String ticket() {
        return given().header("Authorization", bearer("alice"))
                .post("/tickets")
                .then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .extract()
                .path("ticket");
    }

    private URI socket(String path) {
        return URI.create("ws://" + root.getHost() + ':' + root.getPort() + path);
    }
}
