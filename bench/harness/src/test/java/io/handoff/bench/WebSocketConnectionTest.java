package io.handoff.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class WebSocketConnectionTest {

    private static final String ACCEPTED =
            "HTTP/1.1 101 Switching Protocols\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    private final List<String> received = new ArrayList<>();
    private final WebSocketConnection connection = new WebSocketConnection(1, "/", new Recorder());
    private final EmbeddedChannel channel = new EmbeddedChannel(connection);

    @Test
    void shouldReadFramesOfEveryLengthWhereverTheyAreCut() {
        List<String> texts = List.of("a", "b".repeat(125), "c".repeat(126), "d".repeat(70_000));
        ByteBuf all = ascii(ACCEPTED);
        texts.forEach(text -> all.writeBytes(plain(1, text.getBytes(StandardCharsets.US_ASCII))));

        for (int piece : new int[] {1, 7, 1000, all.readableBytes()}) {
            received.clear();
            var each = new EmbeddedChannel(new WebSocketConnection(1, "/", new Recorder()));
            for (ByteBuf in = all.duplicate(); in.isReadable(); ) {
                each.writeInbound(in.readRetainedSlice(Math.min(piece, in.readableBytes())));
            }
            assertEquals(texts, received);
        }
    }

    @Test
    void shouldAnswerPingsAndKnowTheCloseCode() {
        channel.writeInbound(ascii(ACCEPTED));
        channel.readOutbound();
        channel.writeInbound(plain(0x9, new byte[] {'h', 'i'}));
        assertEquals(Frames.masked(0xA, new byte[] {'h', 'i'}), channel.readOutbound());

        channel.writeInbound(plain(0x8, new byte[] {0x0F, (byte) 0xA8}));

        assertEquals(List.of("closed 4008"), received);
    }

    @Test
    void shouldTellAFullServerFromOtherRefusals() {
        channel.writeInbound(ascii("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n\r\n"));

        var e = assertThrows(CompletionException.class, connection.upgraded()::join);
        assertTrue(((WebSocketConnection.Refused) e.getCause()).full);
        assertFalse(new WebSocketConnection.Refused("HTTP/1.1 503 Unavailable\r\n\r\n").full);
        assertFalse(new WebSocketConnection.Refused("HTTP/1.1 429 Too Many\r\n\r\n").full);
    }

    @Test
    void shouldFailOnAWrongReply() {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        EchoClient client = new EchoClient(1, failure);
        EmbeddedChannel echo = new EmbeddedChannel(new WebSocketConnection(1, "/ws", client));
        ByteBuf right = ascii("You said: " + EchoClient.message(0));
        byte[] reply = new byte[right.readableBytes()];
        right.readBytes(reply);

        echo.writeInbound(ascii(ACCEPTED), plain(1, reply));
        assertEquals(1, client.completed());
        echo.writeInbound(plain(1, reply));

        assertTrue(failure.isCompletedExceptionally(), "the second message is another one");
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.buffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A server's frame: a client's without the mask. */
    private static ByteBuf plain(int opcode, byte[] payload) {
        ByteBuf masked = Frames.masked(opcode, payload);
        int header = masked.readableBytes() - payload.length - 4;
        masked.setByte(1, masked.getByte(1) & 0x7F);
        return Unpooled.buffer()
                .writeBytes(masked, 0, header)
                .writeBytes(masked, header + 4, payload.length);
    }

    private final class Recorder implements SocketListener {

        @Override
        public void text(ByteBuf in, int from, int to) {
            received.add(in.toString(from, to - from, StandardCharsets.US_ASCII));
        }

        @Override
        public void closed(int code) {
            received.add("closed " + code);
        }
    }
}
