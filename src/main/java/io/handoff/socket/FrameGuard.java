package io.handoff.socket;

import io.handoff.limit.Limit;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;

/**
 * Stands between the frame decoder and Vert.x on one connection, from the upgrade request to the
 * end of TCP, and keeps there what RFC 6455 asks and the framework leaves open: whole, valid, small
 * enough text messages; pings and pongs; a close frame before every end; and a bound on what a
 * client can make this server hold.
 *
 * <p>Messages go on in turns. A turn passes on what there is, up to a bound, and ends with a task
 * on the event loop; by then the non-blocking handlers of these messages have run, as tasks are run
 * in order. So there is one flush per turn instead of one per message, and the next turn starts
 * only when the client takes its answers: until then its bytes stay in its own socket.
 *
 * <p>Used on the connection's event loop only.
 */
final class FrameGuard extends ChannelDuplexHandler {

    private final SocketLimits limits;
    private final GuardOwner owner;
    private final MessageAssembler assembler;
    private final SendBuffer sendBuffer;
    private final ReadFlow readFlow;
    private final CloseHandshake closeHandshake;
    private final FrameWriter frameWriter;
    private PingTimer pingTimer;
    private ChannelHandlerContext ctx;

    FrameGuard(SocketLimits limits, GuardOwner owner) {
        this.limits = limits;
        this.owner = owner;
        this.assembler =
                new MessageAssembler(
                        limits.maxMessageBytes(), () -> owner.reached(Limit.MESSAGE_SIZE));
        this.sendBuffer = SendBuffer.of(limits, owner.unsent());
        this.readFlow = new ReadFlow(sendBuffer);
        this.closeHandshake = new CloseHandshake(limits.closeNanos());
        this.frameWriter =
                new FrameWriter(sendBuffer, readFlow, closeHandshake, owner::now, this::tooSlow);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        this.ctx = ctx;
        readFlow.start(ctx);
        frameWriter.start(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        assembler.release();
        readFlow.release();
        closeHandshake.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof WebSocketFrame frame)) {
            ctx.fireChannelRead(msg);
            return;
        }
        pingTimer.heard();
        if (closeHandshake.begun()) {
            afterEnd(frame);
        } else if (frame instanceof PingWebSocketFrame) {
            frameWriter.write(new PongWebSocketFrame(frame.content()), ctx.newPromise());
        } else if (frame instanceof PongWebSocketFrame) {
            frame.release();
        } else if (frame instanceof CloseWebSocketFrame) {
            closedByPeer(frame);
        } else {
            take(frame);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (pingTimer != null) {
            readFlow.schedule();
        }
        ctx.fireChannelReadComplete();
    }

    private void afterEnd(WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) {
            closeHandshake.peerDone();
            if (closeHandshake.sent()) {
                ctx.close();
            }
        }
        frame.release();
    }

    private void take(WebSocketFrame frame) {
        try {
            TextWebSocketFrame message = assembler.add(frame);
            if (message != null) {
                readFlow.take(message);
            }
        } catch (Violation e) {
            end(e.code, e.getMessage());
        }
    }

    /** Its answers go out first; then Vert.x gets the frame, and answers it. */
    private void closedByPeer(WebSocketFrame frame) {
        int code = CloseHandshake.codeOf(frame.content());
        if (code > 4999) {
            frame.release();
            closeHandshake.peerDone();
            end(CloseCode.PROTOCOL_ERROR, "invalid close code");
        } else {
            closeHandshake.answer(code, frame.content(), owner.now());
            readFlow.last(() -> ctx.fireChannelRead(frame), frame::release);
        }
    }

    /** Takes no more messages, answers those already here, then closes. */
    private void end(int code, String reason) {
        if (closeHandshake.begin(code, owner.now())) {
            readFlow.last(() -> frameWriter.close(code, reason), () -> {});
        }
    }

    /** Closes with this code, whatever is still to be answered. */
    void close(int code, String reason) {
        if (closeHandshake.begin(code, owner.now())) {
            readFlow.release();
            frameWriter.close(code, reason);
            readFlow.readOn();
        }
    }

    private void tooSlow() {
        if (owner.reached(Limit.UNSENT) || sendBuffer.farOver()) {
            close(CloseCode.SLOW_READER, "reading too slowly");
        }
    }

    /** Sends what is no answer to anything, with the next turn. */
    void send(ByteBuf text) {
        if (!closeHandshake.begun()) {
            frameWriter.write(new TextWebSocketFrame(text), ctx.newPromise());
            readFlow.schedule();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (msg instanceof WebSocketFrame frame) {
            frameWriter.write(frame, promise);
        } else {
            ctx.write(msg, promise);
            if (msg instanceof HttpResponse response && pingTimer == null) {
                answered(response.status().code());
            }
        }
    }

    private void answered(int status) {
        if (status == 101) {
            pingTimer = new PingTimer(limits.pingNanos(), limits.pongNanos(), owner.now());
            owner.opened();
        } else if (status >= 200) {
            owner.refused();
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (pingTimer == null || closeHandshake.sent()) {
            ctx.flush();
        } else {
            readFlow.schedule();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        readFlow.sent();
        ctx.fireChannelWritabilityChanged();
    }

    /** After what it refuses the decoder is deaf, to the peer's close frame too. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            closeHandshake.deaf();
            end(corrupted.closeStatus().code(), corrupted.closeStatus().reasonText());
        } else if (pingTimer != null && cause instanceof IOException) {
            ctx.close();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    /** Looks at the deadlines; called every {@link SocketLimits#tickNanos}. */
    void tick(long now) {
        if (closeHandshake.begun()) {
            if (closeHandshake.overdue(now)) {
                ctx.close();
            }
            return;
        }
        ChannelOutboundBuffer out = ctx.channel().unsafe().outboundBuffer();
        if (out != null
                && sendBuffer.stalledFor(now, out.currentProgress()) > limits.stallNanos()) {
            tooSlow();
            return;
        }
        if (readFlow.paused()) {
            // Its pong may be in its socket, where we do not look now.
            pingTimer.heard();
        }
        switch (pingTimer.due(now)) {
            case PING -> {
                frameWriter.write(new PingWebSocketFrame(), ctx.newPromise());
                ctx.flush();
            }
            case GIVE_UP -> {
                pingTimer.heard();
                if (owner.reached(Limit.PONG)) {
                    close(CloseCode.NO_PONG, "no answer to ping");
                }
            }
            default -> {}
        }
    }

    FrameWriter frameWriter() {
        return frameWriter;
    }

    /** The code that ended this connection, once TCP is closed. */
    int closeCode() {
        return closeHandshake.code();
    }
}
