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
    private final Unsent unsent;
    private final Turns turns;
    private final Closing closing;
    private final Outlet outlet;
    private Heartbeat heartbeat;
    private ChannelHandlerContext ctx;

    FrameGuard(SocketLimits limits, GuardOwner owner) {
        this.limits = limits;
        this.owner = owner;
        this.assembler =
                new MessageAssembler(
                        limits.maxMessageBytes(), () -> owner.reached(Limit.MESSAGE_SIZE));
        this.unsent = Unsent.of(limits, owner.unsent());
        this.turns = new Turns(unsent);
        this.closing = new Closing(limits.closeNanos());
        this.outlet = new Outlet(unsent, turns, closing, owner::now, this::tooSlow);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        this.ctx = ctx;
        turns.start(ctx);
        outlet.start(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        assembler.release();
        turns.release();
        closing.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof WebSocketFrame frame)) {
            ctx.fireChannelRead(msg);
            return;
        }
        heartbeat.heard();
        if (closing.begun()) {
            afterEnd(frame);
        } else if (frame instanceof PingWebSocketFrame) {
            outlet.write(new PongWebSocketFrame(frame.content()), ctx.newPromise());
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
        if (heartbeat != null) {
            turns.schedule();
        }
        ctx.fireChannelReadComplete();
    }

    private void afterEnd(WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) {
            closing.peerDone();
            if (closing.sent()) {
                ctx.close();
            }
        }
        frame.release();
    }

    private void take(WebSocketFrame frame) {
        try {
            TextWebSocketFrame message = assembler.add(frame);
            if (message != null) {
                turns.take(message);
            }
        } catch (Violation e) {
            end(e.code, e.getMessage());
        }
    }

    /** Its answers go out first; then Vert.x gets the frame, and answers it. */
    private void closedByPeer(WebSocketFrame frame) {
        int code = Closing.codeOf(frame.content());
        if (code > 4999) {
            frame.release();
            closing.peerDone();
            end(CloseCode.PROTOCOL_ERROR, "invalid close code");
        } else {
            closing.answer(code, frame.content(), owner.now());
            turns.last(() -> ctx.fireChannelRead(frame), frame::release);
        }
    }

    /** Takes no more messages, answers those already here, then closes. */
    private void end(int code, String reason) {
        if (closing.begin(code, owner.now())) {
            turns.last(() -> outlet.close(code, reason), () -> {});
        }
    }

    /** Closes with this code, whatever is still to be answered. */
    void close(int code, String reason) {
        if (closing.begin(code, owner.now())) {
            turns.release();
            outlet.close(code, reason);
            turns.readOn();
        }
    }

    private void tooSlow() {
        if (owner.reached(Limit.UNSENT) || unsent.farOver()) {
            close(CloseCode.SLOW_READER, "reading too slowly");
        }
    }

    /** Sends what is no answer to anything, with the next turn. */
    void send(ByteBuf text) {
        if (!closing.begun()) {
            outlet.write(new TextWebSocketFrame(text), ctx.newPromise());
            turns.schedule();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (msg instanceof WebSocketFrame frame) {
            outlet.write(frame, promise);
        } else {
            ctx.write(msg, promise);
            if (msg instanceof HttpResponse response && heartbeat == null) {
                answered(response.status().code());
            }
        }
    }

    private void answered(int status) {
        if (status == 101) {
            heartbeat = new Heartbeat(limits.pingNanos(), limits.pongNanos(), owner.now());
            owner.opened();
        } else if (status >= 200) {
            owner.refused();
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (heartbeat == null || closing.sent()) {
            ctx.flush();
        } else {
            turns.schedule();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        turns.sent();
        ctx.fireChannelWritabilityChanged();
    }

    /** After what it refuses the decoder is deaf, to the peer's close frame too. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            closing.deaf();
            end(corrupted.closeStatus().code(), corrupted.closeStatus().reasonText());
        } else if (heartbeat != null && cause instanceof IOException) {
            ctx.close();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    /** Looks at the deadlines; called every {@link SocketLimits#tickNanos}. */
    void tick(long now) {
        if (closing.begun()) {
            if (closing.overdue(now)) {
                ctx.close();
            }
            return;
        }
        ChannelOutboundBuffer out = ctx.channel().unsafe().outboundBuffer();
        if (out != null && unsent.stalledFor(now, out.currentProgress()) > limits.stallNanos()) {
            tooSlow();
            return;
        }
        if (turns.paused()) {
            // Its pong may be in its socket, where we do not look now.
            heartbeat.heard();
        }
        switch (heartbeat.due(now)) {
            case PING -> {
                outlet.write(new PingWebSocketFrame(), ctx.newPromise());
                ctx.flush();
            }
            case GIVE_UP -> {
                heartbeat.heard();
                if (owner.reached(Limit.PONG)) {
                    close(CloseCode.NO_PONG, "no answer to ping");
                }
            }
            default -> {}
        }
    }

    Outlet outlet() {
        return outlet;
    }

    /** The code that ended this connection, once TCP is closed. */
    int closeCode() {
        return closing.code();
    }
}
