package io.handoff.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;

/**
 * Writes the frames of one connection, and accounts for those that have not reached the socket yet.
 * Used on the connection's event loop only.
 */
final class FrameWriter {

    /** The failure by which the framework recognises a closed connection; it logs no error then. */
    private static final HttpClosedException CLOSED = new HttpClosedException("closing");

    private final SendBuffer sendBuffer;
    private final ReadFlow readFlow;
    private Runnable sentListener = () -> {};
    private ChannelHandlerContext ctx;

    FrameWriter(SendBuffer sendBuffer, ReadFlow readFlow) {
        this.sendBuffer = sendBuffer;
        this.readFlow = readFlow;
    }

    void start(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /**
     * @param listener runs whenever a frame has reached the socket
     */
    void onSent(Runnable listener) {
        sentListener = listener;
    }

    boolean hasCapacity() {
        return sendBuffer.hasCapacity();
    }

    boolean isNearlyEmpty() {
        return sendBuffer.isNearlyEmpty();
    }

    void write(WebSocketFrame frame, ChannelPromise promise) {
        int size = frame.content().readableBytes();
        sendBuffer.add(size);
        ctx.write(frame, ctx.newPromise()).addListener(f -> written(f, size, promise));
        if (sendBuffer.isOver()) {
            // The socket may take it: nothing may have been flushed since the last turn.
            ctx.flush();
        }
    }

    private void written(Future<?> written, int size, ChannelPromise promise) {
        sendBuffer.remove(size);
        if (written.isSuccess()) {
            promise.trySuccess();
        } else {
            promise.tryFailure(written.cause() instanceof IOException ? CLOSED : written.cause());
        }
        readFlow.sent();
        sentListener.run();
    }

    /** Fails the write of a frame; one that wanted to close has what it wanted. */
    static void refuse(WebSocketFrame frame, ChannelPromise promise) {
        frame.release();
        if (frame instanceof CloseWebSocketFrame) {
            promise.trySuccess();
        } else {
            promise.tryFailure(CLOSED);
        }
    }
}
