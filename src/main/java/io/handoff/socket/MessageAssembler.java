package io.handoff.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.function.BooleanSupplier;

/**
 * Makes whole text messages of data frames (RFC 6455 §5.4), checked for size and UTF-8 as they
 * arrive. That the fragments come in a lawful order the frame decoder has seen to.
 *
 * <p>Vert.x would put fragments together as well, but takes any bytes for text, drops what follows
 * an empty first fragment, and forgets an oversize message without a word to the peer.
 *
 * <p>Not thread-safe: one per connection, used on its event loop.
 */
final class MessageAssembler {

    private final int maxBytes;
    private final BooleanSupplier refuse;
    private final Utf8 utf8 = new Utf8();
    private ByteBuf started;

    /**
     * @param refuse asked when a message is larger than that: whether to give up on it
     */
    MessageAssembler(int maxBytes, BooleanSupplier refuse) {
        this.maxBytes = maxBytes;
        this.refuse = refuse;
    }

    /**
     * @param frame a data frame, which this method releases or hands on
     * @return the message this frame completes, or null when more fragments have to come
     * @throws Violation when the connection has to be closed
     */
    TextWebSocketFrame add(WebSocketFrame frame) throws Violation {
        try {
            check(frame);
        } catch (Violation e) {
            frame.release();
            release();
            throw e;
        }
        if (started == null && frame.isFinalFragment()) {
            utf8.reset();
            return (TextWebSocketFrame) frame;
        }
        append(frame);
        return frame.isFinalFragment() ? finish() : null;
    }

    /** Forgets a half-sent message. */
    void release() {
        if (started != null) {
            started.release();
            started = null;
        }
    }

    private void check(WebSocketFrame frame) throws Violation {
        if (frame instanceof BinaryWebSocketFrame) {
            throw new Violation(CloseCode.UNSUPPORTED, "text only");
        }
        int before = started == null ? 0 : started.readableBytes();
        int size = before + frame.content().readableBytes();
        if (size > maxBytes && (refuse.getAsBoolean() || size > 2 * maxBytes)) {
            throw new Violation(CloseCode.TOO_BIG, "a message may have " + maxBytes + " bytes");
        }
        if (!utf8.accepts(frame.content()) || frame.isFinalFragment() && !utf8.complete()) {
            throw new Violation(CloseCode.INVALID_TEXT, "text has to be UTF-8");
        }
    }

    private void append(WebSocketFrame frame) {
        if (started == null) {
            started = Unpooled.buffer(frame.content().readableBytes());
        }
        started.writeBytes(frame.content());
        frame.release();
    }

    private TextWebSocketFrame finish() {
        TextWebSocketFrame message = new TextWebSocketFrame(true, 0, started);
        started = null;
        utf8.reset();
        return message;
    }
}
