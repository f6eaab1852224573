package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Eventually;
import io.handoff.socket.ConnectionLimiter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Never one too many on a node, whoever comes at once. */
@QuarkusTest
@TestProfile(LiveCapTest.Small.class)
class LiveCapTest {

    public static class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("handoff.live.max-connections", "7");
        }
    }

    @TestHTTPResource("/")
    URL root;

    @Inject
    @Identifier("live")
    ConnectionLimiter connectionLimiter;

    @Test
    void shouldAdmitExactlyTheCapAndRefuseTheRestWith503() throws Exception {
        ConcurrentLinkedQueue<WebSocketHandshakeException> refused = new ConcurrentLinkedQueue<>();

        List<LiveClient> open =
                Crowd.together(
                                20,
                                () -> {
                                    try {
                                        return LiveClient.open(root.getPort(), "");
                                    } catch (AssertionError e) {
                                        refused.add((WebSocketHandshakeException) e.getCause());
                                        return null;
                                    }
                                })
                        .stream()
                        .filter(Objects::nonNull)
                        .toList();

        assertEquals(7, open.size());
        assertEquals(13, refused.size());
        refused.forEach(
                refusal -> {
                    assertEquals(503, refusal.getResponse().statusCode());
                    assertTrue(
                            refusal.getResponse().headers().firstValue("Retry-After").isPresent());
                });
        open.forEach(LiveClient::close);
        Eventually.equal(0, connectionLimiter::open);
    }
}
