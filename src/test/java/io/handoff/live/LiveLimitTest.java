package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Eventually;
import io.handoff.SmallLimits;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.handoff.socket.ConnectionLimiter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Small limits, reached. */
@QuarkusTest
@TestProfile(SmallLimits.class)
class LiveLimitTest {

    @TestHTTPResource("/")
    URL root;

    @Inject
    @Identifier("live")
    ConnectionLimiter connectionLimiter;

    @Inject Limits limits;

    private final List<LiveClient> clients = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        clients.forEach(LiveClient::close);
        Eventually.equal(0, connectionLimiter::open);
    }

    @Test
    void shouldRefuseAUsersThirdWith429() {
        open("?user=alice");
        open("?user=alice");
        long before = limits.count(Limit.LIVE_CONNECTIONS_PER_USER);

        WebSocketHandshakeException refused = refused("?user=alice");

        assertEquals(429, refused.getResponse().statusCode());
        assertTrue(refused.getResponse().headers().firstValue("Retry-After").isPresent());
        assertEquals(before + 1, limits.count(Limit.LIVE_CONNECTIONS_PER_USER));
        open("?user=bob");
    }

    @Test
    void shouldCountEventStreamsAsWell() throws Exception {
        try (StreamClient first = StreamClient.open(root, "/channels/room:a/events?user=alice");
                StreamClient second =
                        StreamClient.open(root, "/channels/room:a/events?user=alice")) {
            first.next();
            second.next();
            assertEquals(429, refused("?user=alice").getResponse().statusCode());
        }
        Eventually.equal(0, connectionLimiter::open);
        open("?user=alice");
    }

    @Test
    void shouldRefuseOneSubscriptionTooMany() {
        LiveClient client = open("");
        client.subscribe("room:a");
        client.subscribe("room:b");
        client.subscribe("room:c");

        client.send("{'op':'subscribe','channel':'room:d'}");

        assertEquals("too_many_subscriptions", client.next("error").get("code").asText());
        client.send("{'op':'unsubscribe','channel':'room:a'}");
        client.next("unsubscribed");
        client.subscribe("room:d");
    }

    @Test
    void shouldSlowDownWhoSaysTooMuchAndCloseWhoGoesOn() {
        LiveClient client = open("");
        for (int i = 0; i < 11; i++) {
            client.send("{'op':'ping','ref':" + i + "}");
        }
        for (int i = 0; i < 10; i++) {
            assertEquals(i, client.next("pong").get("ref").asInt());
        }
        var error = client.next("error");
        assertEquals("rate_limited", error.get("code").asText());
        assertEquals(10, error.get("ref").asInt());
        assertTrue(error.get("temporary").asBoolean());
        assertTrue(client.isOpen());

        for (int i = 0; i < 40; i++) {
            client.send("{'op':'ping'}");
        }

        assertEquals(4529, client.closeCode());
    }

    private LiveClient open(String query) {
        LiveClient client = LiveClient.open(root.getPort(), query);
        clients.add(client);
        return client;
    }

    private WebSocketHandshakeException refused(String query) {
        return (WebSocketHandshakeException) LiveClient.refused(root.getPort(), query);
    }
}
