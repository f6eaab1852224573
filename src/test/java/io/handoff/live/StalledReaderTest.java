package io.handoff.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.Eventually;
import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.handoff.socket.ConnectionLimiter;
import io.handoff.socket.RawSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One who does not read, among others who do. */
@QuarkusTest
class StalledReaderTest {

    private static final int MESSAGES = 90;

    @TestHTTPResource("/")
    URL root;

    @Inject
    @Identifier("live")
    ConnectionLimiter connectionLimiter;

    @Inject Limits limits;

    private final String room = "room:" + UUID.randomUUID();

    @Test
    void shouldCloseHimAloneAndLetHimCatchUp() throws Exception {
        // given
        List<LiveClient> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            LiveClient client = LiveClient.open(root.getPort(), "?user=reader" + i);
            client.subscribe(room);
            others.add(client);
        }
        RawSocket stalled = RawSocket.connect(root.getPort(), 4096);
        stalled.request(RawSocket.HANDSHAKE.replace("/ws ", "/ws/live "));
        stalled.text("{\"op\":\"subscribe\",\"channel\":\"" + room + "\"}");
        assertTrue(stalled.read().text().contains("subscribed"));
        long before = limits.count(Limit.UNSENT);
        long closed = closed();

        // when more is said than he may leave unread
        String text = "x".repeat(30_000);
        for (int i = 0; i < MESSAGES; i++) {
            io.handoff.Api.json("{'data':'" + text + "'}")
                    .post("/channels/" + room + "/events")
                    .then()
                    .statusCode(201);
        }

        // then the others have it all
        for (LiveClient client : others) {
            assertEquals(
                    LongStream.rangeClosed(1, MESSAGES).boxed().toList(),
                    client.stored(MESSAGES).stream()
                            .map(event -> event.get("seq").asLong())
                            .toList());
            assertTrue(client.isOpen());
        }
        // and he is closed, which he learns when he reads again
        assertTrue(limits.count(Limit.UNSENT) > before);
        long position = read(stalled);
        stalled.close();
        Eventually.equal(closed + 1, () -> closed());
        Eventually.equal(others.size(), connectionLimiter::open);

        // when
        try (LiveClient again = LiveClient.open(root.getPort(), "?user=stalled")) {
            JsonNode resumed = again.subscribe(room, ",'after':" + position);

            // then
            assertTrue(resumed.get("recovered").asBoolean());
            assertEquals(
                    LongStream.rangeClosed(position + 1, MESSAGES).boxed().toList(),
                    again.stored((int) (MESSAGES - position)).stream()
                            .map(event -> event.get("seq").asLong())
                            .toList());
        }
        others.forEach(LiveClient::close);
        Eventually.equal(0, connectionLimiter::open);
    }

    private long closed() {
        return connectionLimiter.counts().closedByCode().getOrDefault(4008, 0L);
    }

    /** The seq of the last event before the end, which is a close frame with 4008 or of TCP. */
    private static long read(RawSocket stalled) {
        long position = 0;
        try {
            while (true) {
                RawSocket.Frame frame = stalled.read();
                if (frame.opcode() == RawSocket.CLOSE) {
                    assertEquals(4008, frame.closeCode());
                    return position;
                }
                position = LiveClient.parse(frame.text()).get("seq").asLong();
            }
        } catch (java.io.IOException e) {
            return position;
        }
    }
}
