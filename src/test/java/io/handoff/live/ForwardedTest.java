package io.handoff.live;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Eventually;
import io.handoff.socket.ConnectionLimiter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind a proxy that is trusted: the one this test plays. */
@QuarkusTest
@TestProfile(ForwardedTest.BehindProxy.class)
class ForwardedTest {

    private static final String HEADER = "X-Forwarded-For";
    private static final String ROOM = "/channels/room:a/events";

    public static class BehindProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "handoff.live.max-connections-per-ip", "1",
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        }
    }

    @TestHTTPResource("/")
    URL root;

    @Inject
    @Identifier("live")
    ConnectionLimiter connectionLimiter;

    @Test
    void shouldCountTheAddressThatTheProxySaw() throws Exception {
        try (StreamClient one = StreamClient.open(root, ROOM, HEADER, "10.1.1.1");
                StreamClient other = StreamClient.open(root, ROOM, HEADER, "10.1.1.2")) {
            one.next();
            other.next();
            assertEquals(2, connectionLimiter.open());

            given().header("Accept", "text/event-stream")
                    .header(HEADER, "10.1.1.1")
                    .get(ROOM)
                    .then()
                    .statusCode(429);
        }
        Eventually.equal(0, connectionLimiter::open);
    }
}
