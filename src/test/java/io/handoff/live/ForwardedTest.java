package io.handoff.live;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.handoff.Eventually;
import io.handoff.Impatient;
import io.handoff.socket.ConnectionLimiter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Behind a proxy that is trusted: the one this test plays. */
@QuarkusTest
@TestProfile(Impatient.class)
class ForwardedTest {

    private static final String HEADER = "X-Forwarded-For";
    private static final String ROOM = "/channels/room:a/events";

    @TestHTTPResource("/")
    URL root;

    @Inject
    @Identifier("live")
    ConnectionLimiter connectionLimiter;

    @Test
    void shouldCountTheAddressThatTheProxySaw() throws Exception {
        List<StreamClient> streams = new ArrayList<>();
        for (int i = 0; i < Impatient.LIVE_CONNECTIONS_PER_IP; i++) {
            streams.add(stream("10.1.1.1"));
        }
        streams.add(stream("10.1.1.2"));
        assertEquals(streams.size(), connectionLimiter.open());

        given().header("Accept", "text/event-stream")
                .header(HEADER, "10.1.1.1")
                .get(ROOM)
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .body("detail", containsString("address"));
        try (LiveClient other = LiveClient.forwarded(root.getPort(), "10.1.1.2")) {
            other.untilPong();
            streams.forEach(StreamClient::close);
        }
        Eventually.equal(0, connectionLimiter::open);
    }

    @Test
    void shouldCountTheAddressThatIsConnectedWhereNoneIsForwarded() {
        List<LiveClient> clients = new ArrayList<>();
        for (int i = 0; i < Impatient.LIVE_CONNECTIONS_PER_IP; i++) {
            clients.add(LiveClient.open(root.getPort(), ""));
        }

        Throwable refused = LiveClient.refused(root.getPort(), "");

        assertEquals(
                429,
                assertInstanceOf(WebSocketHandshakeException.class, refused)
                        .getResponse()
                        .statusCode());
        clients.forEach(LiveClient::close);
        Eventually.equal(0, connectionLimiter::open);
    }

    private StreamClient stream(String address) throws IOException {
        StreamClient stream = StreamClient.open(root, ROOM, HEADER, address);
        stream.next();
        return stream;
    }
}
