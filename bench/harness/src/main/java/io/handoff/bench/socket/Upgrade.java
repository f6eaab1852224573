package io.handoff.bench.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** The WebSocket handshake on a raw connection, replaced by the next handler when it succeeded. */
public final class Upgrade extends ChannelInboundHandlerAdapter {

    /** The sample key of RFC 6455, whose answer the RFC gives too. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private final int port;
    private final String path;
    private final ChannelHandler next;
    private final CompletableFuture<Void> done;
    private final ByteBuf answer = Unpooled.buffer(512);

    /** To the echo. */
    public Upgrade(int port, ChannelHandler next, CompletableFuture<Void> done) {
        this(port, "/ws", next, done);
    }

    /**
     * @param done fails with {@link Refused} where the server answers, but not with 101
     */
    public Upgrade(int port, String path, ChannelHandler next, CompletableFuture<Void> done) {
        this.port = port;
        this.path = path;
        this.next = next;
        this.done = done;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        String request =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                        + KEY
                        + "\r\nSec-WebSocket-Version: 13\r\n\r\n";
        ctx.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        answer.writeBytes(in);
        in.release();
        String text = answer.toString(StandardCharsets.US_ASCII);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        if (!text.startsWith("HTTP/1.1 101") || !text.contains(ACCEPT)) {
            throw new Refused(text);
        }
        ctx.pipeline().replace(this, "frames", next);
        ByteBuf rest = answer.skipBytes(end + 4);
        if (rest.isReadable()) {
            ctx.pipeline().fireChannelRead(rest);
        } else {
            rest.release();
        }
        done.complete(null);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        done.completeExceptionally(
                new IllegalStateException("the server closed during the upgrade"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        done.completeExceptionally(cause);
        ctx.close();
    }
}
