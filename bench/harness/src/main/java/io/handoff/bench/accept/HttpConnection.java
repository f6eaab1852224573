package io.handoff.bench.accept;

import io.handoff.bench.socket.Connect;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One keep-alive connection with at most one request under way. Used on its event loop only. */
public final class HttpConnection extends ChannelInboundHandlerAdapter {

    private final ProcessRequest request;
    private final ResponseScanner scanner = new ResponseScanner();
    private final Tally tally = new Tally();
    private final CompletableFuture<Void> failure;
    private ChannelHandlerContext context;
    private Consumer<HttpConnection> whenAnswered = connection -> {};
    private long sentMicros;

    private HttpConnection(int port, CompletableFuture<Void> failure) {
        this.request = new ProcessRequest(port);
        this.failure = failure;
    }

    public static HttpConnection open(
            EventLoopGroup loops, int port, CompletableFuture<Void> failure)
            throws InterruptedException {
        HttpConnection connection = new HttpConnection(port, failure);
        Connect.to(loops, port, connection);
        return connection;
    }

    public ChannelHandlerContext context() {
        return context;
    }

    public Tally tally() {
        return tally;
    }

    public void whenAnswered(Consumer<HttpConnection> action) {
        whenAnswered = action;
    }

    /** The time is when the request should have gone, so that waiting for a connection counts. */
    public void send(long dueMicros) {
        sentMicros = dueMicros;
        context.writeAndFlush(request.stamped(dueMicros));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (scanner.take(in)) {
                tally.answered(scanner.status(), Micros.now() - sentMicros);
                whenAnswered.accept(this);
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        failure.completeExceptionally(new IllegalStateException("the server closed a connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failure.completeExceptionally(cause);
        ctx.close();
    }
}
