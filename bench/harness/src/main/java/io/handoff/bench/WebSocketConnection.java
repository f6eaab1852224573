package io.handoff.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One raw WebSocket: the handshake, then frames where they lie in the read buffer. */
final class WebSocketConnection extends ChannelInboundHandlerAdapter {

    /** What RFC 6455 calls an end without a close frame. */
    static final int CUT = 1006;

    /** The sample key of RFC 6455, and the answer that the RFC gives for it. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final String REQUEST =
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n";

    /** The server answered an upgrade, but not with 101. */
    static final class Refused extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        /** 503 with {@code Retry-After}, as documented. */
        final boolean full;

        Refused(String answer) {
            super("the upgrade was refused: " + answer.lines().findFirst().orElse(""));
            String lower = answer.toLowerCase();
            full = lower.startsWith("http/1.1 503") && lower.contains("\r\nretry-after: ");
        }
    }

    private final String request;
    private final SocketListener listener;
    private final FrameReader frames;
    private final CompletableFuture<WebSocketConnection> upgraded = new CompletableFuture<>();
    private ByteBuf answer = Unpooled.buffer(512);
    private Channel channel;
    private volatile boolean leaving;

    WebSocketConnection(int port, String path, SocketListener listener) {
        this.request = REQUEST.formatted(path, port, KEY);
        this.listener = listener;
        this.frames = new FrameReader(listener);
    }

    /** Completes when the upgrade is done; fails with {@link Refused} where it is not. */
    static CompletableFuture<WebSocketConnection> open(
            EventLoopGroup loops, int port, String path, SocketListener listener) {
        WebSocketConnection connection = new WebSocketConnection(port, path, listener);
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(connection)
                .connect("127.0.0.1", port)
                .addListener(
                        connected -> {
                            if (!connected.isSuccess()) {
                                connection.upgraded.completeExceptionally(connected.cause());
                            }
                        });
        return connection.upgraded;
    }

    static void leave(List<WebSocketConnection> connections) throws Exception {
        CompletableFuture.allOf(
                        connections.stream()
                                .map(WebSocketConnection::leave)
                                .toArray(CompletableFuture[]::new))
                .get(20, TimeUnit.SECONDS);
    }

    CompletableFuture<WebSocketConnection> upgraded() {
        return upgraded;
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    void send(ByteBuf frames) {
        channel.writeAndFlush(frames, channel.voidPromise());
    }

    /** Whether it reads what arrives; without, the server's buffers fill up. */
    void read(boolean reads) {
        channel.config().setAutoRead(reads);
    }

    /** Ends it from our side, which the listener is not told. */
    CompletableFuture<Void> leave() {
        leaving = true;
        CompletableFuture<Void> left = new CompletableFuture<>();
        channel.close().addListener(closed -> left.complete(null));
        return left;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        ctx.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (answer != null) {
                answer.writeBytes(in);
                readAnswer();
            } else {
                frames.take(in, channel);
            }
        } finally {
            in.release();
        }
    }

    private void readAnswer() {
        String text = answer.toString(StandardCharsets.US_ASCII);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        if (!text.startsWith("HTTP/1.1 101") || !text.contains(ACCEPT)) {
            throw new Refused(text);
        }
        ByteBuf rest = answer.skipBytes(end + 4);
        answer = null;
        listener.opened(this);
        upgraded.complete(this);
        frames.take(rest, channel);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        listener.readComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        upgraded.completeExceptionally(new IOException("the server closed during the upgrade"));
        if (answer == null && !leaving) {
            listener.closed(frames.closeCode());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        upgraded.completeExceptionally(cause);
        if (answer == null && !(cause instanceof IOException)) {
            listener.failed(cause);
        }
        ctx.close();
    }
}
