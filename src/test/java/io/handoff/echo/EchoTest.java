package io.handoff.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.socket.RawSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EchoTest {

    @TestHTTPResource("/")
    URL root;

    @Test
    void shouldAnswerEachMessageWithOneFrameInOrder() throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            // when: thousands in one go, more than one turn takes
            ByteArrayOutputStream burst = new ByteArrayOutputStream();
            for (int i = 0; i < 5000; i++) {
                burst.write(RawSocket.frame(RawSocket.FIN | RawSocket.TEXT, ("" + i).getBytes()));
            }
            client.write(burst.toByteArray());

            // then
            for (int i = 0; i < 5000; i++) {
                RawSocket.Frame frame = client.read();
                assertEquals(RawSocket.FIN | RawSocket.TEXT, frame.firstByte());
                assertEquals("You said: " + i, frame.text());
            }
        }
    }

    @Test
    void shouldAnswerTheLargestMessageWithOneFrame() throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            String largest = "ü".repeat(32 * 1024);
            client.text(largest);
            RawSocket.Frame frame = client.read();
            assertEquals(RawSocket.FIN | RawSocket.TEXT, frame.firstByte());
            assertEquals("You said: " + largest, frame.text());
        }
    }

    @Test
    void shouldPutFragmentsTogetherAndAnswerPingsBetweenThem() throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            // given: a character cut in two, and an empty first fragment
            byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
            client.send(RawSocket.TEXT, new byte[0]);
            client.send(RawSocket.CONTINUATION, new byte[] {euro[0]});
            client.send(RawSocket.FIN | RawSocket.PING, "hello".getBytes());
            client.send(RawSocket.CONTINUATION, new byte[] {euro[1], euro[2]});
            client.send(RawSocket.FIN | RawSocket.CONTINUATION, new byte[0]);

            // then
            RawSocket.Frame pong = client.read();
            assertEquals(RawSocket.FIN | RawSocket.PONG, pong.firstByte());
            assertEquals("hello", pong.text());
            assertEquals("You said: €", client.read().text());
        }
    }

    @Test
    void shouldAnswerAnEmptyPingAndIgnoreAPong() throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            client.send(RawSocket.FIN | RawSocket.PONG, "unasked".getBytes());
            client.send(RawSocket.FIN | RawSocket.PING, new byte[0]);
            RawSocket.Frame pong = client.read();
            assertEquals(RawSocket.PONG, pong.opcode());
            assertArrayEquals(new byte[0], pong.payload());
        }
    }

    @Test
    void shouldAnswerWhatCameBeforeACloseThenCloseWithTheSameCode() throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            client.text("a").text("b").sendClose(4321, "bye");
            assertEquals("You said: a", client.read().text());
            assertEquals("You said: b", client.read().text());
            RawSocket.Frame close = client.read();
            assertEquals(4321, close.closeCode());
            assertTrue(close.text().endsWith("bye"));
            assertTrue(client.ended());
        }
    }

    @Test
    void shouldAnswerAnEmptyCloseWithAnEmptyClose() throws IOException {
        try (RawSocket client = RawSocket.open(root.getPort())) {
            client.send(RawSocket.FIN | RawSocket.CLOSE, new byte[0]);
            assertEquals(1005, client.read().closeCode());
            assertTrue(client.ended());
        }
    }
}
