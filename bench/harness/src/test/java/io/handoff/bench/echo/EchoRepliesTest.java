package io.handoff.bench.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handoff.bench.socket.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoRepliesTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EchoScript script = new EchoScript();
    private final EchoReplies replies = new EchoReplies(script);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 25, 1000})
    void shouldCountRepliesHoweverTheyAreCut(int piece) {
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 40; i++) {
            stream.writeBytes(script.reply(i % EchoScript.MESSAGES).duplicate());
        }

        int completed = 0;
        while (stream.isReadable()) {
            ByteBuf arrived = stream.readSlice(Math.min(piece, stream.readableBytes()));
            completed += replies.take(arrived, channel);
        }

        assertEquals(40, completed);
    }

    @Test
    void shouldAnswerPingsBetweenReplies() {
        ByteBuf ping = Frames.plain(0x9, "tick".getBytes(StandardCharsets.US_ASCII));
        ByteBuf stream = Unpooled.wrappedBuffer(ping, script.reply(0).duplicate());

        assertEquals(1, replies.take(stream, channel));

        ByteBuf pong = channel.readOutbound();
        assertEquals(Frames.masked(0xA, "tick".getBytes(StandardCharsets.US_ASCII)), pong);
    }

    @Test
    void shouldRejectWhatWasNotSent() {
        ByteBuf wrong = Frames.plain(1, "You said: else".getBytes(StandardCharsets.US_ASCII));

        assertThrows(IllegalStateException.class, () -> replies.take(wrong, channel));
    }

    @Test
    void shouldFailWhenTheServerCloses() {
        ByteBuf close = Frames.plain(0x8, new byte[] {0x03, (byte) 0xF0});

        var failure = assertThrows(IllegalStateException.class, () -> replies.take(close, channel));

        assertEquals("the server closed the socket with code 1008", failure.getMessage());
    }
}
