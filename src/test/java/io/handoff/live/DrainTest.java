package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.socket.ConnectionLimiters;
import io.handoff.socket.RawSocket;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Live sockets, event streams and echoes of a server that stops: one test and a profile of its own,
 * as nothing starts again after a drain.
 */
@QuarkusTest
@TestProfile(DrainTest.Own.class)
class DrainTest {

    public static class Own implements QuarkusTestProfile {}

    private static final String CAPACITY = "GET /capacity HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @TestHTTPResource("/")
    URL root;

    @Inject LiveConnections liveConnections;
    @Inject ConnectionLimiters connectionLimiters;

    private final List<LiveClient> live = new ArrayList<>();
    private final List<RawSocket> echoes = new ArrayList<>();

    @Test
    void shouldSayWhenToComeBackRefuseNewOnesAndCloseTheOpenOnesSpreadOut() throws Exception {
        // given
        for (int i = 0; i < 20; i++) {
            live.add(LiveClient.open(root.getPort(), ""));
        }
        for (int i = 0; i < 5; i++) {
            echoes.add(RawSocket.open(root.getPort()));
        }
        live.get(0).subscribe("room:a");

        liveConnections.announceDrain(Duration.ofSeconds(5));
        assertAllAreToldAnotherTime();

        endAStream();

        connectionLimiters.stopAdmitting();
        assertNoneIsAdmitted();
        assertTheOpenOnesGoOn();

        long since = System.nanoTime();
        CompletableFuture<Void> drained =
                connectionLimiters.drain(Duration.ofMillis(400)).toCompletableFuture();
        assertAllAreClosed(drained);
        assertTrue(System.nanoTime() - since >= 400_000_000L, "not spread");
        connectionLimiters.drain(Duration.ZERO).toCompletableFuture().get(1, TimeUnit.SECONDS);
    }

    private void assertAllAreToldAnotherTime() {
        Set<Long> times = new HashSet<>();
        for (LiveClient client : live) {
            JsonNode draining = client.next("draining");
            long millis = draining.get("retryAfterMs").asLong();
            assertTrue(millis >= 500 && millis < 5500, draining.toString());
            times.add(millis);
        }
        assertTrue(times.size() > 10, times.toString());
    }

    private void endAStream() throws Exception {
        try (StreamClient stream = StreamClient.open(root, "/channels/room:a/events")) {
            stream.next();
            liveConnections.endStreams(Duration.ofSeconds(5));
            Map<String, String> advice = stream.next();
            assertTrue(Integer.parseInt(advice.get("retry")) >= 500, advice.toString());
            assertNull(stream.next());
        }
    }

    private void assertNoneIsAdmitted() throws Exception {
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            RawSocket.Answer refused = client.request(RawSocket.HANDSHAKE);
            assertEquals(503, refused.status());
            assertTrue(Integer.parseInt(refused.header("Retry-After")) >= 1);
            String capacity = client.request(CAPACITY).body();
            assertTrue(
                    capacity.contains("\"echo\":{\"open\":5,\"free\":0,\"cap\":1000}"), capacity);
        }
    }

    private void assertTheOpenOnesGoOn() throws Exception {
        live.get(1).send("{'op':'publish','channel':'room:a','data':1}");
        live.get(0).event("message");
        echoes.get(0).text("hi");
        assertEquals("You said: hi", echoes.get(0).read().text());
    }

    private void assertAllAreClosed(CompletableFuture<Void> drained) throws Exception {
        for (RawSocket client : echoes) {
            assertFalse(drained.isDone());
            assertEquals(1012, client.readCloseCode());
            client.sendClose(1012, "");
            assertTrue(client.ended());
        }
        live.forEach(client -> assertEquals(1012, client.closeCode()));
        drained.get(20, TimeUnit.SECONDS);
    }
}
