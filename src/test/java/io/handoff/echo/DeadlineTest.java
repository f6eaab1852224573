package io.handoff.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Eventually;
import io.handoff.Impatient;
import io.handoff.socket.ConnectionLimiter;
import io.handoff.socket.RawSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What ends by itself, with deadlines short enough to wait for. */
@QuarkusTest
@TestProfile(Impatient.class)
class DeadlineTest {

    @TestHTTPResource("/")
    URL root;

    @Inject
    @Identifier("echo")
    ConnectionLimiter connectionLimiter;

    @Test
    void shouldPingAndKeepAClientThatAnswers() throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            // longer than idle-timeout and pong-timeout together
            for (int i = 0; i < 6; i++) {
                RawSocket.Frame ping = client.read();
                assertEquals(RawSocket.FIN | RawSocket.PING, ping.firstByte());
                client.send(RawSocket.FIN | RawSocket.PONG, ping.payload());
            }
            client.text("still here");
            assertEquals("You said: still here", client.read().text());
        }
    }

    @Test
    void shouldCloseAClientThatDoesNotAnswerPings() throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            assertEquals(4000, client.readCloseCode());
            assertTrue(client.ended(), "cut after the close timeout");
        }
    }

    @Test
    void shouldCutAConnectionWhoseHandshakeNeverEnds() throws IOException {
        try (RawSocket silent = RawSocket.connect(root.getPort());
                RawSocket half = RawSocket.connect(root.getPort())) {
            half.write(RawSocket.HANDSHAKE.substring(0, 50).getBytes());
            assertTrue(silent.ended());
            assertTrue(half.ended());
        }
    }

    @Test
    void shouldCloseAClientThatFloodsAndNeverReadsAndSpareTheOthers() throws Exception {
        long before = closed(4008);
        List<CompletableFuture<Long>> floods = new ArrayList<>();
        for (int size : new int[] {0, 20, 60_000}) {
            RawSocket client = RawSocket.open(root.getPort(), 8192);
            floods.add(pumpUntilCut(client, burst(size)));
        }
        // when: somebody talks meanwhile
        try (RawSocket other = RawSocket.open(root.getPort())) {
            for (int i = 0; i < 200; i++) {
                other.text("hi");
                RawSocket.Frame answer = other.read();
                if (answer.opcode() == RawSocket.PING) {
                    other.send(RawSocket.FIN | RawSocket.PONG, answer.payload());
                    answer = other.read();
                }
                assertEquals("You said: hi", answer.text());
            }
        }
        for (CompletableFuture<Long> flood : floods) {
            assertTrue(flood.get(20, TimeUnit.SECONDS) > 0);
        }
        Eventually.equal(before + 3, () -> closed(4008));
    }

    @Test
    void shouldBoundAPingFloodToo() throws Exception {
        long before = closed(4008);
        RawSocket client = RawSocket.open(root.getPort(), 8192);
        byte[] ping = RawSocket.frame(RawSocket.FIN | RawSocket.PING, new byte[125]);
        pumpUntilCut(client, repeat(ping)).get(20, TimeUnit.SECONDS);
        Eventually.equal(before + 1, () -> closed(4008));
    }

    private long closed(int code) {
        return connectionLimiter.counts().closedByCode().getOrDefault(code, 0L);
    }

    private static byte[] burst(int size) {
        return repeat(RawSocket.frame(RawSocket.FIN | RawSocket.TEXT, new byte[size]));
    }

    private static byte[] repeat(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(1, 64_000 / frame.length) * frame.length);
        while (bytes.hasRemaining()) {
            bytes.put(frame);
        }
        return bytes.array();
    }

    /** Writes as fast as it can and never reads; says how many bytes went out. */
    private static CompletableFuture<Long> pumpUntilCut(RawSocket client, byte[] bytes) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long sent = 0;
                    try (client) {
                        for (; ; sent += bytes.length) {
                            client.write(bytes);
                        }
                    } catch (IOException cut) {
                        return sent;
                    }
                },
                task -> new Thread(task, "flood").start());
    }
}
