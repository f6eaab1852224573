package io.handoff.deploy;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Eventually;
import io.handoff.crash.HandoffProcess;
import io.handoff.live.LiveClient;
import io.handoff.live.StreamClient;
import io.handoff.socket.RawSocket;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through a real nginx, with the configuration of compose.yaml, to a real service. */
@Tag("full")
class ProxyIT {

    @TempDir Path folder;

    private final int port = HandoffProcess.freePort();
    private HandoffProcess service;
    private Process proxy;

    @BeforeEach
    void start() throws IOException {
        HandoffProcess.Setup setup =
                HandoffProcess.in(folder.resolve("data"))
                        .with("HANDOFF_LIVE_MAX_CONNECTIONS_PER_IP", "1")
                        .with("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
                        .with("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "127.0.0.1");
        Nginx nginx = Nginx.in(folder, "127.0.0.1:" + port, "127.0.0.1:" + setup.port());
        service = setup.start();
        proxy = nginx.start();
        Eventually.equal(true, this::listens);
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.destroy();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    void shouldUpgradeSocketsOfTheSameOrigin() throws IOException {
        String handshake =
                RawSocket.HANDSHAKE.replace(
                        "Host: localhost",
                        "Host: localhost:" + port + "\r\nOrigin: http://localhost:" + port);
        try (RawSocket client = RawSocket.connect(port)) {
            assertEquals(101, client.request(handshake).status());
            client.text("hi");
            assertEquals("You said: hi", client.read().text());
        }
        try (LiveClient client = LiveClient.open(port, "")) {
            client.subscribe("room:a");
        }
    }

    @Test
    void shouldPassEventsOnAsTheyCome() throws IOException {
        URL root = new URL("http://127.0.0.1:" + port);
        try (StreamClient stream = StreamClient.open(root, "/channels/room:a/events")) {
            assertEquals("subscribed", stream.next().get("event"));
            given().port(port)
                    .contentType("application/json")
                    .body("{\"data\":1}")
                    .post("/channels/room:a/events")
                    .then()
                    .statusCode(201);
            assertEquals("1", stream.next().get("id"));
        }
    }

    /** What a client says of itself does not count, see the limit of one per address. */
    @Test
    void shouldSayWhereTheClientIs() throws IOException {
        URL root = new URL("http://127.0.0.1:" + port);
        String room = "/channels/room:a/events";
        try (StreamClient stream = StreamClient.open(root, room, "X-Forwarded-For", "10.1.1.1")) {
            stream.next();
            given().port(port)
                    .header("X-Forwarded-For", "10.1.1.2")
                    .accept("text/event-stream")
                    .get(room)
                    .then()
                    .statusCode(429);
        }
    }

    /** The answer is the service's, and not the proxy's. */
    @Test
    void shouldLetTheServiceRefuseWhatIsTooLarge() {
        String detail =
                given().port(port)
                        .body(new byte[300_000])
                        .post("/process")
                        .then()
                        .statusCode(413)
                        .contentType("application/problem+json")
                        .extract()
                        .path("detail");
        assertTrue(detail.length() > 10, detail);
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
