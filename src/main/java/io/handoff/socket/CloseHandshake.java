package io.handoff.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/**
 * How far the closing handshake of one connection is (RFC 6455 §7). Not thread-safe: used on the
 * connection's event loop.
 */
final class CloseHandshake {

    private final long closeNanos;
    private boolean begun;
    private boolean sent;
    private boolean deaf;
    private boolean peerDone;
    private long since;
    private int code = CloseCode.ABNORMAL;
    private ByteBuf answer;

    CloseHandshake(long closeNanos) {
        this.closeNanos = closeNanos;
    }

    boolean begun() {
        return begun;
    }

    /** Whether our close frame is written: nothing may follow it. */
    boolean sent() {
        return sent;
    }

    /** From now on the decoder swallows what comes, the peer's close frame too. */
    void deaf() {
        deaf = true;
    }

    boolean isDeaf() {
        return deaf;
    }

    /** The peer's close frame came: nothing will follow it. */
    void peerDone() {
        peerDone = true;
    }

    boolean isPeerDone() {
        return peerDone;
    }

    int code() {
        return code;
    }

    /** Returns whether this was the first to begin. */
    boolean begin(int code, long now) {
        if (begun) {
            return false;
        }
        begun = true;
        since = now;
        this.code = code;
        return true;
    }

    /** The code in a close frame, as far as Netty let it through. */
    static int codeOf(ByteBuf payload) {
        return payload.isReadable()
                ? payload.getUnsignedShort(payload.readerIndex())
                : CloseCode.NONE;
    }

    /** The peer began with this frame: ours will have the same content (§5.5.1). */
    void answer(int code, ByteBuf payload, long now) {
        begin(code, now);
        answer = Unpooled.copiedBuffer(payload);
    }

    /** Takes the frame to be sent, and returns the one to send. */
    CloseWebSocketFrame send(CloseWebSocketFrame frame, long now) {
        begin(frame.statusCode(), now);
        sent = true;
        if (answer == null) {
            return frame;
        }
        frame.release();
        CloseWebSocketFrame echo = new CloseWebSocketFrame(true, 0, answer);
        answer = null;
        return echo;
    }

    boolean overdue(long now) {
        return now - since >= closeNanos;
    }

    void release() {
        if (answer != null) {
            answer.release();
            answer = null;
        }
    }
}
