package io.handoff.echo;

import static io.handoff.socket.RawSocket.HANDSHAKE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Eventually;
import io.handoff.SmallLimits;
import io.handoff.socket.ConnectionLimiter;
import io.handoff.socket.ForeignOriginCounter;
import io.handoff.socket.RawSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(SmallLimits.class)
class AdmissionTest {

    static final int CAP = SmallLimits.ECHO_CONNECTIONS;

    @TestHTTPResource("/")
    URL root;

    @Inject
    @Identifier("echo")
    ConnectionLimiter connectionLimiter;

    @Inject ForeignOriginCounter origins;

    /** Before as well: another class with this profile may have left a moment ago. */
    @BeforeEach
    @AfterEach
    void shouldHaveAllSlotsBack() throws Exception {
        Eventually.equal(0, connectionLimiter::open);
        assertEquals(CAP, connectionLimiter.free());
    }

    @Test
    void shouldRefuseOneTooManyBeforeTheUpgradeAndSayWhy() throws Exception {
        List<RawSocket> clients = new ArrayList<>();
        for (int i = 0; i < CAP; i++) {
            clients.add(RawSocket.open(root.getPort()));
        }
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            // when
            RawSocket.Answer refused = client.request(HANDSHAKE);

            // then
            assertEquals(503, refused.status());
            int seconds = Integer.parseInt(refused.header("Retry-After"));
            assertTrue(seconds >= 1 && seconds <= 10, "Retry-After: " + seconds);
            assertEquals("application/problem+json", refused.header("Content-Type"));
            assertTrue(refused.body().contains("\"status\":503"), refused.body());
            assertTrue(refused.body().contains("\"instance\":\"/ws\""), refused.body());
            RawSocket.Answer capacity =
                    client.request("GET /capacity HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(
                    capacity.body().contains("\"echo\":{\"open\":5,\"free\":0,\"cap\":5}"),
                    capacity.body());
            assertNotNull(connectionLimiter.counts().refusedByReason().get("capacity"));

            // when: one leaves, the same connection may try again
            clients.remove(0).close();
            Eventually.equal(1, connectionLimiter::free);
            assertEquals(101, client.request(HANDSHAKE).status());
        }
        for (RawSocket client : clients) {
            client.close();
        }
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, 400, Sec-WebSocket-Key: x",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, 400, Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZ!==",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, 426, X: y",
        "Sec-WebSocket-Version: 13, 426, Sec-WebSocket-Version: 8",
        "Sec-WebSocket-Version: 13, 426, X: y",
        "Upgrade: websocket, 426, X: y",
        "Upgrade: websocket, 426, Upgrade: other",
        "Connection: Upgrade, 426, Connection: keep-alive",
        "Connection: Upgrade, 426, Connection: notupgrade",
        "GET, 405, POST",
        "HTTP/1.1, 426, HTTP\\1.0",
        "Host: localhost, 400, X: y",
        "Host: localhost, 400, Host: localhost/Content-Length: 5",
        "Host: localhost, 400, Host: localhost/Transfer-Encoding: chunked",
        "Host: localhost, 403, Host: localhost/Origin: http:\\\\evil.example",
        "Host: localhost, 403, Host: localhost/Origin: null",
        "ws HTTP, 404, wss HTTP",
    })
    void shouldRefuseAHandshakeThatIsNone(String part, int status, String instead)
            throws IOException {
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            RawSocket.Answer refused =
                    client.request(
                            HANDSHAKE.replace(
                                    part, instead.replace("/", "\r\n").replace('\\', '/')));
            assertEquals(status, refused.status(), refused.head() + refused.body());
            if (status == 426) {
                assertEquals("13", refused.header("Sec-WebSocket-Version"));
                assertEquals("websocket", refused.header("Upgrade"));
            }
        }
    }

    @Test
    void shouldTakeTheSameOriginAndATrailingSlash() throws IOException {
        String sameOrigin = "Host: localhost\r\nOrigin: http://localhost";
        for (String request :
                List.of(
                        HANDSHAKE.replace("Host: localhost", sameOrigin),
                        HANDSHAKE.replace("/ws", "/ws/"),
                        HANDSHAKE.replace("/ws", "/ws?user=alice"))) {
            try (RawSocket client = RawSocket.connect(root.getPort())) {
                assertEquals(101, client.request(request).status(), request);
                client.text("hi");
                assertEquals("You said: hi", client.read().text());
            }
        }
    }

    @Test
    void shouldCountForeignOrigins() throws Exception {
        long before = origins.refused();
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            client.request(
                    HANDSHAKE.replace("\r\n\r\n", "\r\nOrigin: http://evil.example\r\n\r\n"));
        }
        Eventually.equal(before + 1, origins::refused);
    }

    @Test
    void shouldTakeOneSlotForSeveralHandshakesSentAtOnce() throws IOException {
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            RawSocket.Answer answer = client.request(HANDSHAKE + HANDSHAKE + HANDSHAKE);
            assertEquals(101, answer.status(), answer::toString);
            Eventually.equal(1, connectionLimiter::open);
            // The second request is no frame.
            assertEquals(1002, client.readCloseCode());
        }
    }

    @Test
    void shouldTellAPlainRequestToUpgrade() throws IOException {
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            RawSocket.Answer answer = client.request("GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertEquals(426, answer.status());
            assertEquals("application/problem+json", answer.header("Content-Type"));
            assertTrue(answer.body().contains("\"title\":\"Upgrade Required\""), answer.body());
        }
    }

    @Test
    void shouldRefuseOverHttp2() throws Exception {
        HttpClient http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest.Builder request = HttpRequest.newBuilder(root.toURI().resolve("/ws"));
        // given: the first request negotiates, the second is HTTP/2 from the start
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> plain = http2.send(request.build(), BodyHandlers.ofString());
            assertEquals(HttpClient.Version.HTTP_2, plain.version());
            assertEquals(426, plain.statusCode());
        }

        // when
        request.header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        HttpResponse<String> refused = http2.send(request.build(), BodyHandlers.ofString());

        // then
        assertEquals(426, refused.statusCode());
        assertTrue(refused.body().contains("HTTP/1.1"), refused.body());
    }
}
