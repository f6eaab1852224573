package io.handoff.live;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.Api;
import io.handoff.access.Issuer;
import io.handoff.access.JwtMode;
import io.handoff.socket.RawSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Live connections of those who show tokens. */
@QuarkusTest
@TestProfile(JwtMode.class)
class LiveAccessTest {

    private static final Issuer ISSUER = Issuer.hs256();

    @TestHTTPResource("/")
    URL root;

    @Test
    void shouldRefuseBeforeTheUpgradeWhoShowsNothingGood() {
        assertEquals(401, status(LiveClient.refused(root.getPort(), "")));
        assertEquals(401, status(LiveClient.refusedWithToken(root.getPort(), "a.b.c")));
        assertEquals(401, status(LiveClient.refused(root.getPort(), "?ticket=none")));
        assertEquals(401, status(LiveClient.refused(root.getPort(), "?user=alice")));
    }

    @Test
    void shouldRefuseAForeignOriginBeforeTheUpgrade() throws Exception {
        String handshake =
                RawSocket.HANDSHAKE
                        .replace("/ws", "/ws/live")
                        .replace(
                                "\r\n\r\n",
                                "\r\nOrigin: https://elsewhere.example\r\nAuthorization: Bearer "
                                        + token("alice", 60)
                                        + "\r\n\r\n");
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            assertEquals(403, client.request(handshake).status());
        }
    }

    @Test
    void shouldTakeATicketOnce() {
        String ticket =
                given().header("Authorization", "Bearer " + token("alice", 60))
                        .post("/tickets")
                        .then()
                        .extract()
                        .path("ticket");

        try (LiveClient client = LiveClient.open(root.getPort(), "?ticket=" + ticket)) {
            client.subscribe("user:alice");
        }
        assertEquals(401, status(LiveClient.refused(root.getPort(), "?ticket=" + ticket)));
    }

    @Test
    void shouldTellNobodyElsesChannels() {
        String id =
                Api.id(
                        Api.json("{'kind':'flaky','payload':{}}")
                                .header("Authorization", "Bearer " + token("bob", 60))
                                .post("/tasks"));

        try (LiveClient alice = LiveClient.withToken(root.getPort(), token("alice", 60));
                LiveClient bob = LiveClient.withToken(root.getPort(), token("bob", 60))) {
            for (String channel : List.of("user:bob", "task:" + id, "task:none")) {
                alice.send("{'op':'subscribe','channel':'" + channel + "'}");
                assertEquals("forbidden", alice.next("error").get("code").asText(), channel);
                given().header("Authorization", "Bearer " + token("alice", 60))
                        .header("Accept", "text/event-stream")
                        .get("/channels/" + channel + "/events")
                        .then()
                        .statusCode(403);
            }
            bob.subscribe("task:" + id);
            bob.subscribe("user:bob");
        }
    }

    @Test
    void shouldWarnThenCloseWhenTheTokenEnds() {
        try (LiveClient client = LiveClient.withToken(root.getPort(), token("alice", 2))) {
            JsonNode warning = client.next("expiring");
            assertTrue(warning.get("expiresInMs").asLong() <= 2000);

            assertEquals(4005, client.closeCode());
        }
    }

    @Test
    void shouldGoOnWithANewTokenOfTheSameUser() {
        try (LiveClient client = LiveClient.withToken(root.getPort(), token("alice", 2))) {
            client.next("expiring");

            client.send(refresh(token("alice", 120)));

            JsonNode refreshed = client.next("refreshed");
            assertEquals(9, refreshed.get("ref").asInt());
            assertTrue(
                    Instant.parse(refreshed.get("expiresAt").asText())
                            .isAfter(Instant.now().plusSeconds(60)));
            // The old one's end would have come by now: this one lives as long, and says so.
            try (LiveClient other = LiveClient.withToken(root.getPort(), token("alice", 2))) {
                assertEquals(4005, other.closeCode());
            }
            assertTrue(client.isOpen());
            client.untilPong();
        }
    }

    @Test
    void shouldTakeNobodyElsesToken() {
        try (LiveClient client = LiveClient.withToken(root.getPort(), token("alice", 60))) {
            client.send(refresh(token("bob", 60)));
            assertEquals("bad_token", client.next("error").get("code").asText());

            client.send(refresh(token("alice", -1)));
            assertEquals("bad_token", client.next("error").get("code").asText());

            client.subscribe("user:alice");
        }
    }

    @Test
    void shouldTellNoMoreWhatANewTokenDoesNotAllow() {
        String admin = ISSUER.token("alice", Instant.now(), "admin");
        try (LiveClient client = LiveClient.withToken(root.getPort(), admin)) {
            client.subscribe("user:bob");

            client.send(refresh(token("alice", 60)));
            client.next("refreshed");

            JsonNode error = client.next("error");
            assertEquals("forbidden", error.get("code").asText());
            assertEquals("user:bob", error.get("channel").asText());
        }
    }

    @Test
    void shouldEndAStreamWithItsToken() throws Exception {
        String room = "/channels/room:" + UUID.randomUUID() + "/events";
        try (StreamClient stream =
                StreamClient.open(root, room, "Authorization", "Bearer " + token("alice", 2))) {
            assertEquals("subscribed", stream.next().get("event"));
            assertEquals(null, stream.next());
        }
    }

    @Test
    void shouldNameThePublisherByTheToken() {
        String room = "/channels/room:" + UUID.randomUUID() + "/events";

        Api.json("{'data':1}")
                .header("Authorization", "Bearer " + token("alice", 60))
                .post(room + "?user=bob")
                .then()
                .statusCode(201)
                .body("from", org.hamcrest.Matchers.equalTo("alice"));
    }

    private static String token(String user, long seconds) {
        return ISSUER.token(Issuer.claims(user, Instant.now().plusSeconds(seconds)));
    }

    private static String refresh(String token) {
        return "{'op':'refresh','token':'" + token + "','ref':9}";
    }

    private static int status(Throwable refused) {
        return ((WebSocketHandshakeException) refused).getResponse().statusCode();
    }
}
