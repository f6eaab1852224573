package io.handoff.bench.echo;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a number of messages in flight: each reply that comes lets the next message go. */
final class EchoConnection extends ChannelInboundHandlerAdapter {

    private final EchoScript script = new EchoScript();
    private final EchoReplies replies = new EchoReplies(script);
    private final AtomicLong completed = new AtomicLong();
    private final CompletableFuture<Void> failure;
    private ChannelHandlerContext context;
    private int next;
    private int due;

    EchoConnection(CompletableFuture<Void> failure) {
        this.failure = failure;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    void start(int inFlight) {
        context.executor().execute(() -> send(inFlight));
    }

    long completed() {
        return completed.get();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            due += replies.take(in, ctx.channel());
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (due > 0) {
            completed.lazySet(completed.get() + due);
            send(due);
            due = 0;
        }
    }

    private void send(int count) {
        context.writeAndFlush(script.requests(next, count));
        next = (next + count) % EchoScript.MESSAGES;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        failure.completeExceptionally(new IllegalStateException("the server closed a socket"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failure.completeExceptionally(cause);
        ctx.close();
    }
}
