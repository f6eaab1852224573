package io.handoff.socket;

import io.handoff.internals.OutboundProgress;
import io.handoff.limit.Limit;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;

/**
 * Guards one WebSocket. It stands between Netty's frame codec and Vert.x from the upgrade request
 * to the end of TCP, and enforces what RFC 6455 requires and the framework leaves open: complete,
 * valid text messages of limited size; pings and pongs; a close frame before every end; and a bound
 * on the memory that a client can make this server hold.
 *
 * <pre>
 *             101           close frame, violation,
 *                           slow reader, no pong, close()          TCP ends
 * CONNECTING ─────► OPEN ───────────────────────────────► CLOSING ──────────► CLOSED
 *     │              └───────────────── TCP ends ────────────────────────────────▲
 *     └─────────── any other answer to the upgrade, or TCP ends ─────────────────┘
 *
 *            | inbound frame       | outbound frame          | tick               | close()
 * -----------+---------------------+-------------------------+--------------------+-----------
 * CONNECTING | a violation: to     | refused                 | nothing            | ends TCP
 *            | CLOSING when OPEN   |                         |                    |
 * OPEN       | assembled, checked, | written, counted until  | ping; checks pong  | to CLOSING
 *            | passed on           | it has left             | and slow reader    |
 * CLOSING    | discarded; a close  | as in OPEN up to our    | ends TCP after     | nothing
 *            | frame completes the | close frame, then       | the close timeout  |
 *            | handshake           | refused                 |                    |
 * CLOSED     | discarded           | refused                 | nothing            | nothing
 * </pre>
 *
 * <p>{@link ReadFlow} passes messages on in turns and {@link FrameWriter} accounts for what is
 * written; {@link CloseHandshake} is the detail of CLOSING.
 *
 * <p>Used on the connection's event loop only.
 */
final class FrameGuard extends ChannelDuplexHandler {

    /** See the diagram above; {@link #open}, {@link #startClosing} and {@link #end} change it. */
    enum State {
        CONNECTING,
        OPEN,
        CLOSING,
        CLOSED
    }

    private static final int HIGHEST_CLOSE_CODE = 4999;

    private final SocketLimits limits;
    private final GuardOwner owner;
    private final MessageAssembler assembler;
    private final SendBuffer sendBuffer;
    private final ReadFlow readFlow;
    private final FrameWriter frameWriter;
    private final PingTimer pingTimer;
    private final CloseHandshake closeHandshake = new CloseHandshake();
    private final ChannelFutureListener endListener = tcpEnded -> end();
    private State state = State.CONNECTING;
    private Violation earlyViolation;
    private ChannelHandlerContext ctx;

    FrameGuard(SocketLimits limits, GuardOwner owner) {
        this.limits = limits;
        this.owner = owner;
        this.assembler =
                new MessageAssembler(
                        limits.maxMessageBytes(), () -> owner.reached(Limit.MESSAGE_SIZE));
        this.sendBuffer = SendBuffer.of(limits, owner.unsent());
        this.readFlow = new ReadFlow(sendBuffer, this::allAnswered);
        this.frameWriter = new FrameWriter(sendBuffer, readFlow);
        this.pingTimer = new PingTimer(limits.pingNanos(), limits.pongNanos(), owner.now());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        this.ctx = ctx;
        readFlow.start(ctx);
        frameWriter.start(ctx);
        ctx.channel().closeFuture().addListener(endListener);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ctx.channel().closeFuture().removeListener(endListener);
        assembler.release();
        readFlow.release();
        closeHandshake.release();
    }

    // Transitions

    private void open() {
        state = State.OPEN;
        owner.opened();
        if (earlyViolation != null) {
            closeAfterAnswers(earlyViolation);
        }
    }

    /**
     * Returns false if the connection is not open, so that only the first reason to close counts.
     */
    private boolean startClosing(int code, String reason) {
        if (state != State.OPEN) {
            return false;
        }
        state = State.CLOSING;
        closeHandshake.start(code, reason, owner.now());
        return true;
    }

    private void end() {
        State before = state;
        state = State.CLOSED;
        switch (before) {
            case CONNECTING -> owner.refused();
            case OPEN, CLOSING -> owner.closed(closeHandshake.code());
            default -> {}
        }
    }

    // Inbound

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof WebSocketFrame frame)) {
            ctx.fireChannelRead(msg);
            return;
        }
        pingTimer.received();
        switch (state) {
            case CONNECTING -> {
                frame.release();
                closeAfterAnswers(
                        new Violation(
                                CloseCode.PROTOCOL_ERROR,
                                "frame before the opening handshake was complete"));
            }
            case OPEN -> receive(frame);
            case CLOSING -> discard(frame);
            default -> frame.release();
        }
    }

    private void receive(WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            write(new PongWebSocketFrame(frame.content()), ctx.newPromise());
        } else if (frame instanceof PongWebSocketFrame) {
            frame.release();
        } else if (frame instanceof CloseWebSocketFrame close) {
            receiveClose(close);
        } else {
            assemble(frame);
        }
    }

    private void assemble(WebSocketFrame frame) {
        try {
            TextWebSocketFrame message = assembler.add(frame);
            if (message != null) {
                readFlow.take(message);
            }
        } catch (Violation e) {
            closeAfterAnswers(e);
        }
    }

    private void receiveClose(CloseWebSocketFrame frame) {
        int code = CloseHandshake.codeOf(frame.content());
        closeHandshake.received();
        if (code > HIGHEST_CLOSE_CODE) {
            frame.release();
            closeAfterAnswers(new Violation(CloseCode.PROTOCOL_ERROR, "invalid close code"));
        } else {
            startClosing(code, "");
            closeHandshake.hold(frame);
            readFlow.finish();
        }
    }

    private void discard(WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) {
            closeHandshake.received();
            if (closeHandshake.isSent()) {
                ctx.close();
            }
        }
        frame.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (state != State.CONNECTING) {
            readFlow.schedule();
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            closeHandshake.decoderFailed();
            closeAfterAnswers(
                    new Violation(
                            corrupted.closeStatus().code(), corrupted.closeStatus().reasonText()));
        } else if (state != State.CONNECTING && cause instanceof IOException) {
            ctx.close();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    // Outbound

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (msg instanceof WebSocketFrame frame) {
            write(frame, promise);
            return;
        }
        ctx.write(msg, promise);
        if (state == State.CONNECTING && msg instanceof HttpResponse response) {
            upgradeAnswered(response.status().code());
        }
    }

    private void upgradeAnswered(int status) {
        if (status == 101) {
            open();
        } else if (status >= 200) {
            end();
            ctx.pipeline().remove(this);
        }
    }

    private void write(WebSocketFrame frame, ChannelPromise promise) {
        if (!mayWriteFrames()) {
            FrameWriter.refuse(frame, promise);
        } else if (frame instanceof CloseWebSocketFrame close) {
            writeClose(close, promise);
        } else {
            frameWriter.write(frame, promise);
            if (sendBuffer.isOver()) {
                closeSlowReader();
            }
        }
    }

    /** RFC 6455 §5.5.1: nothing follows our close frame. */
    private boolean mayWriteFrames() {
        return state == State.OPEN || state == State.CLOSING && !closeHandshake.isSent();
    }

    private void writeClose(CloseWebSocketFrame frame, ChannelPromise promise) {
        startClosing(frame.statusCode(), "");
        ctx.write(closeHandshake.send(frame), promise.unvoid())
                .addListener(written -> closeWritten());
    }

    private void closeWritten() {
        if (closeHandshake.isReceived()) {
            ctx.close();
        } else if (closeHandshake.isDecoderFailed()
                && ctx.channel() instanceof DuplexChannel channel) {
            channel.shutdownOutput();
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (mayWriteFrames()) {
            readFlow.schedule();
        } else {
            ctx.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        readFlow.sent();
        ctx.fireChannelWritabilityChanged();
    }

    // For this server's own side

    /** Sends a message that answers nothing, with the next turn; drops it unless OPEN. */
    void send(ByteBuf text) {
        if (state == State.OPEN) {
            write(new TextWebSocketFrame(text), ctx.newPromise());
            readFlow.schedule();
        }
    }

    /** Closes with this code at once; messages that are not answered yet are dropped. */
    void close(int code, String reason) {
        if (state == State.CONNECTING) {
            ctx.close();
        } else if (startClosing(code, reason)) {
            readFlow.discard();
            sendClose();
        }
    }

    /**
     * Takes no more messages, answers those already taken, then closes. The decoder is installed
     * before 101 is written, so a client that does not wait for it may violate the protocol when no
     * close frame can be sent yet.
     */
    private void closeAfterAnswers(Violation violation) {
        if (state == State.CONNECTING) {
            earlyViolation = violation;
        } else if (startClosing(violation.code, violation.getMessage())) {
            readFlow.finish();
        }
    }

    /** Vert.x answers the peer's close frame; where this side closes, we send ours. */
    private void allAnswered() {
        CloseWebSocketFrame received = closeHandshake.takeHeld();
        if (received != null) {
            ctx.fireChannelRead(received);
        } else {
            sendClose();
        }
    }

    private void sendClose() {
        write(closeHandshake.frame(), ctx.newPromise());
        ctx.flush();
    }

    // Deadlines

    /** Checks the deadlines; called every {@link SocketLimits#tickNanos}. */
    void tick(long now) {
        switch (state) {
            case OPEN -> checkReader(now);
            case CLOSING -> {
                if (now - closeHandshake.startedAt() >= limits.closeNanos()) {
                    ctx.close();
                }
            }
            default -> {}
        }
    }

    private void checkReader(long now) {
        long progress = OutboundProgress.of(ctx.channel());
        if (progress != OutboundProgress.CLOSED
                && sendBuffer.stalledFor(now, progress) > limits.stallNanos()) {
            closeSlowReader();
        } else {
            checkPing(now);
        }
    }

    private void checkPing(long now) {
        if (readFlow.isPaused()) {
            // The pong may wait in the socket's receive buffer, which is not read now.
            pingTimer.received();
        }
        switch (pingTimer.due(now)) {
            case PING -> {
                write(new PingWebSocketFrame(), ctx.newPromise());
                ctx.flush();
            }
            case GIVE_UP -> {
                pingTimer.received();
                if (owner.reached(Limit.PONG)) {
                    close(CloseCode.NO_PONG, "no answer to ping");
                }
            }
            default -> {}
        }
    }

    private void closeSlowReader() {
        if (owner.reached(Limit.UNSENT) || sendBuffer.isFarOver()) {
            close(CloseCode.SLOW_READER, "reading too slowly");
        }
    }

    FrameWriter frameWriter() {
        return frameWriter;
    }
}
