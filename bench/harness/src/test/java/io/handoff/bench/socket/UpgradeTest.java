package io.handoff.bench.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UpgradeTest {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final StringBuilder frames = new StringBuilder();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new Upgrade(8080, new Recorder(), done));

    @Test
    void shouldHandOverWhatFollowsTheHandshake() {
        say("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Acc");
        assertFalse(done.isDone());

        say("ept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\nfirst");
        say("second");

        assertTrue(done.isDone());
        assertEquals("firstsecond", frames.toString());
    }

    @Test
    void shouldFailWhenRefused() {
        say("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n\r\n");

        assertTrue(done.isCompletedExceptionally());
    }

    @Test
    void shouldFailOnAWrongAccept() {
        say("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: x\r\n\r\n");

        assertTrue(done.isCompletedExceptionally());
    }

    private void say(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private final class Recorder extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            frames.append(((ByteBuf) message).toString(StandardCharsets.US_ASCII));
        }
    }
}
