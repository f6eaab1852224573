package io.handoff.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Writes one connection's frames: keeps account of what is unsent, sends one close frame, and
 * nothing after it. Used on the connection's event loop only.
 */
final class FrameWriter {

    /** What the framework knows for a client that is gone, and does not log as an error. */
    private static final HttpClosedException CLOSED = new HttpClosedException("closing");

    private final SendBuffer sendBuffer;
    private final ReadFlow readFlow;
    private final CloseHandshake closeHandshake;
    private final LongSupplier clock;
    private final Runnable over;
    private Runnable whenSent = () -> {};
    private ChannelHandlerContext ctx;

    /**
     * @param over runs when more is unsent than may be
     */
    FrameWriter(
            SendBuffer sendBuffer,
            ReadFlow readFlow,
            CloseHandshake closeHandshake,
            LongSupplier clock,
            Runnable over) {
        this.sendBuffer = sendBuffer;
        this.readFlow = readFlow;
        this.closeHandshake = closeHandshake;
        this.clock = clock;
        this.over = over;
    }

    void start(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /** What to run whenever a frame has left. */
    void whenSent(Runnable action) {
        whenSent = action;
    }

    boolean hasRoom() {
        return sendBuffer.hasRoom();
    }

    boolean isQuick() {
        return sendBuffer.isQuick();
    }

    void write(WebSocketFrame frame, ChannelPromise promise) {
        if (closeHandshake.sent()) {
            refuse(frame, promise);
        } else if (frame instanceof CloseWebSocketFrame close) {
            ctx.write(closeHandshake.send(close, clock.getAsLong()), promise);
        } else {
            int size = frame.content().readableBytes();
            sendBuffer.add(size);
            ctx.write(frame, ctx.newPromise()).addListener(f -> written(f, size, promise));
            if (sendBuffer.over()) {
                // Perhaps nobody asked the socket yet.
                ctx.flush();
                if (sendBuffer.over()) {
                    over.run();
                }
            }
        }
    }

    /** Sends our close frame, and ends TCP when nothing from the peer is to be waited for. */
    void close(int code, String reason) {
        ChannelPromise written = ctx.newPromise();
        write(new CloseWebSocketFrame(code, reason), written);
        written.addListener(f -> closeSent());
        ctx.flush();
    }

    private void closeSent() {
        if (closeHandshake.isPeerDone()) {
            ctx.close();
        } else if (closeHandshake.isDeaf() && ctx.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
    }

    /** Who asks for a second close frame has what it wants. */
    private static void refuse(WebSocketFrame frame, ChannelPromise promise) {
        frame.release();
        if (frame instanceof CloseWebSocketFrame) {
            promise.trySuccess();
        } else {
            promise.tryFailure(CLOSED);
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
        whenSent.run();
    }
}
