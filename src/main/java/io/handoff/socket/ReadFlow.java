package io.handoff.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Passes one connection's messages on in turns, see {@link FrameGuard}, and stops reading from the
 * socket while the client leaves too much of the answers untaken. Held back is at most what one
 * read from the socket held. Used on the connection's event loop only.
 */
final class ReadFlow {

    private static final int MESSAGES_PER_TURN = 256;
    private static final int BYTES_PER_TURN = 64 * 1024;
    private static final Runnable NOTHING = () -> {};

    private final SendBuffer sendBuffer;
    private ChannelHandlerContext ctx;
    private Runnable turn;
    private boolean scheduled;
    private boolean passedSince;
    private boolean reading = true;
    private int messages;
    private int bytes;
    private ArrayDeque<TextWebSocketFrame> held;
    private boolean ended;
    private Runnable last;
    private Runnable lastDropped = NOTHING;

    ReadFlow(SendBuffer sendBuffer) {
        this.sendBuffer = sendBuffer;
    }

    void start(ChannelHandlerContext ctx) {
        this.ctx = ctx;
        this.turn = this::turn;
    }

    void take(TextWebSocketFrame message) {
        if (nothingHeld() && open()) {
            pass(message);
            return;
        }
        if (held == null) {
            held = new ArrayDeque<>();
        }
        held.add(message);
        read(false);
    }

    /**
     * After all that was taken has been passed on and handled, this runs, and nothing else comes.
     *
     * @param dropped runs instead when {@link #release} comes first
     */
    void last(Runnable action, Runnable dropped) {
        last = action;
        lastDropped = dropped;
        schedule();
    }

    /** Sees to a turn after all that was passed on so far; call it when a read is complete. */
    void schedule() {
        if (!scheduled) {
            scheduled = true;
            passedSince = false;
            ctx.channel().eventLoop().execute(turn);
        }
    }

    /** Something was sent, or the socket takes bytes again. */
    void sent() {
        if (!reading && open()) {
            schedule();
        }
    }

    boolean paused() {
        return !reading;
    }

    /** Reads on, whatever waits: what comes is thrown away. */
    void readOn() {
        ended = true;
        read(true);
    }

    void release() {
        if (held != null) {
            held.forEach(ReferenceCountUtil::release);
            held = null;
        }
        Runnable dropped = lastDropped;
        last = null;
        lastDropped = NOTHING;
        dropped.run();
    }

    private void turn() {
        scheduled = false;
        ctx.flush();
        if (passedSince) {
            schedule();
            return;
        }
        messages = 0;
        bytes = 0;
        passHeld();
        if (last != null && !scheduled && nothingHeld()) {
            runLast();
        }
        read(ended || last == null && nothingHeld() && open());
    }

    private void runLast() {
        Runnable action = last;
        last = null;
        lastDropped = NOTHING;
        ended = true;
        action.run();
        ctx.fireChannelReadComplete();
        ctx.flush();
    }

    private void passHeld() {
        if (nothingHeld() || !open()) {
            return;
        }
        while (!nothingHeld() && open()) {
            pass(held.poll());
        }
        if (held.isEmpty()) {
            held = null;
        }
        // Vert.x gathers what it writes until it hears that reading is over.
        ctx.fireChannelReadComplete();
        schedule();
    }

    private void pass(TextWebSocketFrame message) {
        passedSince = true;
        messages++;
        bytes += message.content().readableBytes();
        ctx.fireChannelRead(message);
    }

    private boolean open() {
        return messages < MESSAGES_PER_TURN
                && bytes < BYTES_PER_TURN
                && ctx.channel().isWritable()
                && sendBuffer.hasRoom();
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
