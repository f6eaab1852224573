package io.handoff.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a profile of its own, as nothing starts again after a drain. */
@QuarkusTest
@TestProfile(DrainTest.Own.class)
class DrainTest {

    public static class Own implements QuarkusTestProfile {}

    @TestHTTPResource("/")
    URL root;

    @Inject ConnectionLimiters connectionLimiters;

    @Test
    void shouldRefuseNewSocketsThenCloseTheOpenOnesSpreadOut() throws Exception {
        // given
        List<RawSocket> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(RawSocket.open(root.getPort()));
        }

        // when
        connectionLimiters.stopAdmitting();

        // then: no new one, the open ones go on
        try (RawSocket client = RawSocket.connect(root.getPort())) {
            RawSocket.Answer refused = client.request(RawSocket.HANDSHAKE);
            assertEquals(503, refused.status());
            assertTrue(Integer.parseInt(refused.header("Retry-After")) >= 1);
            String capacity = client.request(CAPACITY).body();
            assertTrue(
                    capacity.contains("\"echo\":{\"open\":5,\"free\":0,\"cap\":1000}"), capacity);
        }
        clients.get(0).text("hi");
        assertEquals("You said: hi", clients.get(0).read().text());

        // when
        long since = System.nanoTime();
        CompletableFuture<Void> drained =
                connectionLimiters.drain(Duration.ofMillis(400)).toCompletableFuture();

        // then
        for (RawSocket client : clients) {
            assertFalse(drained.isDone());
            assertEquals(1012, client.readCloseCode());
            client.sendClose(1012, "");
            assertTrue(client.ended());
        }
        drained.get(10, TimeUnit.SECONDS);
        assertTrue(System.nanoTime() - since >= 400_000_000L, "not spread");
        connectionLimiters.drain(Duration.ZERO).toCompletableFuture().get(1, TimeUnit.SECONDS);
    }

    private static final String CAPACITY = "GET /capacity HTTP/1.1\r\nHost: localhost\r\n\r\n";
}
