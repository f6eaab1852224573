package io.handoff.socket;

import io.handoff.http.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.function.BooleanSupplier;

/**
 * Assembles text messages from data frames (RFC 6455 §5.4), and checks their size and their UTF-8
 * as the frames arrive. The frame decoder has checked the order of the fragments.
 *
 * <p>Vert.x could assemble fragments too, but accepts any bytes as text, drops what follows an
 * empty first fragment, and drops an oversize message without telling the peer.
 *
 * <p>Not thread-safe: one per connection, used on its event loop.
 */
final class MessageAssembler {

    private final int maxBytes;
    private final BooleanSupplier enforced;
    private final Utf8 utf8 = new Utf8();
    private ByteBuf started;

    /**
     * @param enforced asked when a message is larger: whether to refuse it below twice that size
     */
    MessageAssembler(int maxBytes, BooleanSupplier enforced) {
        this.maxBytes = maxBytes;
        this.enforced = enforced;
    }

    /**
     * @param frame a data frame, which this method releases or returns
     * @return the message that this frame completes, or null if more fragments follow
     * @throws Violation if the connection must be closed
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

    /** Drops a message that is not complete. */
    void release() {
        if (started != null) {
            started.release();
            started = null;
        }
    }

    private void check(WebSocketFrame frame) throws Violation {
        if (frame instanceof BinaryWebSocketFrame) {
            throw new Violation(CloseCode.UNSUPPORTED, "only text messages are accepted");
        }
        int before = started == null ? 0 : started.readableBytes();
        int size = before + frame.content().readableBytes();
        if (size > maxBytes && (enforced.getAsBoolean() || size > 2 * maxBytes)) {
            throw new Violation(
                    CloseCode.TOO_BIG, "a message may have at most " + maxBytes + " bytes");
        }
        if (!utf8.accepts(frame.content()) || frame.isFinalFragment() && !utf8.isComplete()) {
            throw new Violation(CloseCode.INVALID_TEXT, "text must be UTF-8");
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
