package io.handoff.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

/**
 * How far the closing handshake (RFC 6455 §7) of one connection is: which of the two close frames
 * have been sent and received. Not thread-safe: used on the connection's event loop.
 */
final class CloseHandshake {

    private int code = CloseCode.ABNORMAL;
    private String reason = "";
    private long startedAt;
    private boolean sent;
    private boolean received;
    private boolean decoderFailed;
    private CloseWebSocketFrame held;
    private ByteBuf echo;

    /**
     * @param code why the connection closes
     */
    void start(int code, String reason, long now) {
        this.code = code;
        this.reason = reason;
        this.startedAt = now;
    }

    /** The code the connection closes with; {@link CloseCode#ABNORMAL} until it is started. */
    int code() {
        return code;
    }

    long startedAt() {
        return startedAt;
    }

    /** The close frame for a handshake that this side starts. */
    CloseWebSocketFrame frame() {
        return new CloseWebSocketFrame(code, reason);
    }

    /** The peer's close frame has been received: nothing will follow it. */
    void received() {
        received = true;
    }

    boolean isReceived() {
        return received;
    }

    /** The decoder discards everything from now on, the peer's close frame too. */
    void decoderFailed() {
        decoderFailed = true;
    }

    boolean isDecoderFailed() {
        return decoderFailed;
    }

    /**
     * Keeps the peer's frame until the messages before it are answered. Our close frame will have
     * the same content (§5.5.1).
     */
    void hold(CloseWebSocketFrame frame) {
        held = frame;
        echo = Unpooled.copiedBuffer(frame.content());
    }

    /** The frame that was held, or null; the caller releases it. */
    CloseWebSocketFrame takeHeld() {
        CloseWebSocketFrame frame = held;
        held = null;
        return frame;
    }

    /** Takes the frame that is to be sent, and returns the one to send instead. */
    CloseWebSocketFrame send(CloseWebSocketFrame frame) {
        sent = true;
        if (echo == null) {
            return frame;
        }
        frame.release();
        CloseWebSocketFrame answer = new CloseWebSocketFrame(true, 0, echo);
        echo = null;
        return answer;
    }

    /** Whether our close frame is written: nothing may follow it. */
    boolean isSent() {
        return sent;
    }

    void release() {
        if (held != null) {
            held.release();
            held = null;
        }
        if (echo != null) {
            echo.release();
            echo = null;
        }
    }

    /** The code in a close frame; the decoder has refused the codes below 5000 that are invalid. */
    static int codeOf(ByteBuf payload) {
        return payload.isReadable()
                ? payload.getUnsignedShort(payload.readerIndex())
                : CloseCode.NONE;
    }
}
