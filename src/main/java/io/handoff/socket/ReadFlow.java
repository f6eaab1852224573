package io.handoff.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Passes the messages of one connection on in turns, and stops reading from the socket while the
 * client leaves too many answers unread.
 *
 * <p>A turn passes on the messages there are, up to a bound, and ends with a task on the event
 * loop. By then the non-blocking handlers of these messages have run, because an event loop runs
 * its tasks in order. So there is one flush per turn instead of one per message, and the next turn
 * starts only when the client reads its answers: until then its bytes stay in its own socket. At
 * most the messages of one read from the socket are held here.
 *
 * <p>Used on the connection's event loop only.
 */
final class ReadFlow {

    private static final int MESSAGES_PER_TURN = 256;
    private static final int BYTES_PER_TURN = 64 * 1024;

    private final SendBuffer sendBuffer;
    private final Runnable finishListener;
    private final Runnable turn = this::turn;
    private ChannelHandlerContext ctx;
    private boolean scheduled;
    private boolean passedSinceScheduled;
    private boolean reading = true;
    private int messages;
    private int bytes;
    private ArrayDeque<TextWebSocketFrame> held;
    private boolean finishing;
    private boolean finished;

    /**
     * @param finishListener runs once after {@link #finish}, unless {@link #release} comes first
     */
    ReadFlow(SendBuffer sendBuffer, Runnable finishListener) {
        this.sendBuffer = sendBuffer;
        this.finishListener = finishListener;
    }

    void start(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /** Passes a message on, in this turn or a later one. */
    void take(TextWebSocketFrame message) {
        if (nothingHeld() && mayPass()) {
            pass(message);
            return;
        }
        if (held == null) {
            held = new ArrayDeque<>();
        }
        held.add(message);
        read(false);
    }

    /** Runs the listener when all messages taken so far have been passed on and handled. */
    void finish() {
        finishing = true;
        schedule();
    }

    /** Schedules the end of this turn; call it when a read is complete. */
    void schedule() {
        if (!scheduled) {
            scheduled = true;
            passedSinceScheduled = false;
            ctx.channel().eventLoop().execute(turn);
        }
    }

    /** Call it when a frame has been sent, or the socket takes bytes again. */
    void sent() {
        if (!reading && mayPass()) {
            schedule();
        }
    }

    boolean isPaused() {
        return !reading;
    }

    /** Drops the messages that are held, and reads on: the peer's close frame is to come. */
    void discard() {
        release();
        finished = true;
        read(true);
    }

    void release() {
        if (held != null) {
            held.forEach(ReferenceCountUtil::release);
            held = null;
        }
        finishing = false;
    }

    private void turn() {
        scheduled = false;
        ctx.flush();
        if (passedSinceScheduled) {
            schedule();
            return;
        }
        messages = 0;
        bytes = 0;
        passHeld();
        if (finishing && !scheduled && nothingHeld()) {
            completeFinish();
        }
        read(finished || !finishing && nothingHeld() && mayPass());
    }

    private void completeFinish() {
        finishing = false;
        finished = true;
        finishListener.run();
        ctx.fireChannelReadComplete();
        ctx.flush();
    }

    private void passHeld() {
        if (nothingHeld() || !mayPass()) {
            return;
        }
        while (!nothingHeld() && mayPass()) {
            pass(held.poll());
        }
        if (nothingHeld()) {
            held = null;
        }
        // Vert.x collects what it writes until a read is complete.
        ctx.fireChannelReadComplete();
        schedule();
    }

    private void pass(TextWebSocketFrame message) {
        passedSinceScheduled = true;
        messages++;
        bytes += message.content().readableBytes();
        ctx.fireChannelRead(message);
    }

    private boolean mayPass() {
        return messages < MESSAGES_PER_TURN
                && bytes < BYTES_PER_TURN
                && ctx.channel().isWritable()
                && sendBuffer.hasCapacity();
    }

    private boolean nothingHeld() {
        return held == null || held.isEmpty();
    }

    private void read(boolean wanted) {
        if (reading != wanted) {
            reading = wanted;
            ctx.channel().config().setAutoRead(wanted);
        }
    }
}
