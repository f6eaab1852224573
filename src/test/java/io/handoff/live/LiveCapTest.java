package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Eventually;
import io.handoff.SmallLimits;
import io.handoff.socket.ConnectionLimiter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Never one too many on a node, whoever comes at once. */
@QuarkusTest
@TestProfile(SmallLimits.class)
class LiveCapTest {

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

        assertEquals(SmallLimits.LIVE_CONNECTIONS, open.size());
        assertEquals(20 - SmallLimits.LIVE_CONNECTIONS, refused.size());
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
