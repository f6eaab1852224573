package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.socket.ConnectionLimiters;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a profile of its own, as nothing starts again after a drain. */
@QuarkusTest
@TestProfile(LiveDrainTest.Own.class)
class LiveDrainTest {

    public static class Own implements QuarkusTestProfile {}

    @TestHTTPResource("/")
    URL root;

    @Inject LiveConnections liveConnections;
    @Inject ConnectionLimiters connectionLimiters;

    @Test
    void shouldSayWhenToComeBackAndThenClose() throws Exception {
        // given
        List<LiveClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(LiveClient.open(root.getPort(), ""));
        }
        clients.get(0).subscribe("room:a");

        // when
        liveConnections.announceDrain(Duration.ofSeconds(5));

        // then each is told another time, and all still works
        Set<Long> times = new HashSet<>();
        for (LiveClient client : clients) {
            JsonNode draining = client.next("draining");
            long millis = draining.get("retryAfterMs").asLong();
            assertTrue(millis >= 500 && millis < 5500, draining.toString());
            times.add(millis);
        }
        assertTrue(times.size() > 10, times.toString());
        clients.get(1).send("{'op':'publish','channel':'room:a','data':1}");
        clients.get(0).event("message");

        // when
        try (StreamClient stream = StreamClient.open(root, "/channels/room:a/events")) {
            stream.next();
            liveConnections.endStreams(Duration.ofSeconds(5));
            Map<String, String> advice = stream.next();
            assertTrue(Integer.parseInt(advice.get("retry")) >= 500, advice.toString());
            assertNull(stream.next());
        }
        connectionLimiters
                .drain(Duration.ofMillis(100))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);

        // then
        clients.forEach(client -> assertEquals(1012, client.closeCode()));
    }
}
