package io.handoff.bench.memory;

import io.handoff.bench.socket.ControlFrames;
import io.handoff.bench.socket.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Has said one word, so that the server holds whatever it holds for a connection in use. */
final class IdleConnection extends ChannelInboundHandlerAdapter {

    private static final int TEXT = 0x1;
    private static final int REPLY_BYTES = 2 + "You said: hello".length();

    private final ControlFrames control = new ControlFrames();
    private final CompletableFuture<Void> echoed = new CompletableFuture<>();
    private int heard;

    CompletableFuture<Void> echoed() {
        return echoed;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Frames.masked(TEXT, "hello".getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            while (in.isReadable()) {
                take(in, ctx);
            }
        } finally {
            in.release();
        }
    }

    private void take(ByteBuf in, ChannelHandlerContext ctx) {
        boolean between = heard == 0 || heard == REPLY_BYTES;
        if (control.pending() || between && ControlFrames.startsAt(in)) {
            control.take(in, ctx.channel());
            return;
        }
        int length = Math.min(REPLY_BYTES - heard, in.readableBytes());
        if (length == 0) {
            throw new IllegalStateException("an idle socket heard more than its echo");
        }
        in.skipBytes(length);
        heard += length;
        if (heard == REPLY_BYTES) {
            echoed.complete(null);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        echoed.completeExceptionally(cause);
        ctx.close();
    }
}
