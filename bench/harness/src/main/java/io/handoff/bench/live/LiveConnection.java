package io.handoff.bench.live;

import io.handoff.bench.socket.Connect;
import io.handoff.bench.socket.FrameReader;
import io.handoff.bench.socket.Upgrade;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;

/** One WebSocket of a crowd. */
public final class LiveConnection extends ChannelInboundHandlerAdapter {

    /** What RFC 6455 calls an end without a close frame. */
    public static final int CUT = 1006;

    private final LiveListener listener;
    private final FrameReader frames;
    private Channel channel;
    private int code = CUT;
    private volatile boolean leaving;

    private LiveConnection(LiveListener listener) {
        this.listener = listener;
        this.frames = new FrameReader(new Reader());
    }

    /** Completes when the upgrade is done; fails where it is refused, or nobody listens. */
    public static CompletableFuture<LiveConnection> open(
            EventLoopGroup loops, int port, String path, LiveListener listener) {
        LiveConnection connection = new LiveConnection(listener);
        CompletableFuture<Void> upgraded = new CompletableFuture<>();
        Connect.begin(loops, port, new Upgrade(port, path, connection, upgraded))
                .addListener(
                        connected -> {
                            if (!connected.isSuccess()) {
                                upgraded.completeExceptionally(connected.cause());
                            }
                        });
        return upgraded.thenApply(nothing -> connection);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        listener.opened(this);
    }

    public EventLoop loop() {
        return channel.eventLoop();
    }

    public Channel channel() {
        return channel;
    }

    public void send(ByteBuf frame) {
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    /** Ends it from our side: that is no news for the listener. */
    public CompletableFuture<Void> leave() {
        leaving = true;
        CompletableFuture<Void> left = new CompletableFuture<>();
        channel.close().addListener(closed -> left.complete(null));
        return left;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            frames.take(in, channel);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        listener.readComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!leaving) {
            listener.closed(code);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) {
            listener.failed(cause);
        }
        ctx.close();
    }

    private final class Reader implements FrameReader.Listener {
        @Override
        public void text(ByteBuf in, int from, int to) {
            listener.text(in, from, to);
        }

        @Override
        public void closing(int closeCode) {
            code = closeCode;
            channel.close();
        }
    }
}
