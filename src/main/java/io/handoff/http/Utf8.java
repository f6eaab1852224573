package io.handoff.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Validates UTF-8 (RFC 3629) piece by piece: a piece may end in the middle of a character. ASCII is
 * checked eight bytes at a time, see docs/adr/0007-utf8-validation.md. Not thread-safe.
 */
public final class Utf8 {

    private static final long NOT_ASCII = 0x8080808080808080L;

    private int missing;
    private int lowest = 0x80;
    private int highest = 0xBF;

    /** Whether {@code bytes} as a whole are valid UTF-8. */
    public static boolean isValid(byte[] bytes) {
        Utf8 utf8 = new Utf8();
        return utf8.accepts(Unpooled.wrappedBuffer(bytes)) && utf8.isComplete();
    }

    /**
     * Checks the readable bytes, without moving their reader index.
     *
     * @return whether everything since the last {@link #reset} can still become valid UTF-8
     */
    public boolean accepts(ByteBuf bytes) {
        int end = bytes.writerIndex();
        for (int i = bytes.readerIndex(); i < end; i++) {
            if (missing == 0) {
                i = skipAscii(bytes, i, end);
                if (i == end) {
                    return true;
                }
            }
            if (!accepts(bytes.getByte(i) & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the last character is complete. */
    public boolean isComplete() {
        return missing == 0;
    }

    /** Starts over. */
    public void reset() {
        missing = 0;
        anyContinuation();
    }

    private static int skipAscii(ByteBuf bytes, int from, int end) {
        int i = from;
        while (i + 8 <= end && (bytes.getLong(i) & NOT_ASCII) == 0) {
            i += 8;
        }
        while (i < end && bytes.getByte(i) >= 0) {
            i++;
        }
        return i;
    }

    private boolean accepts(int b) {
        if (missing == 0) {
            return starts(b);
        }
        if (b < lowest || b > highest) {
            return false;
        }
        anyContinuation();
        missing--;
        return true;
    }

    /**
     * The bounds of the second byte refuse overlong forms, surrogates and code points above
     * U+10FFFF.
     */
    private boolean starts(int b) {
        if (b < 0x80) {
            return true;
        }
        if (b < 0xC2 || b > 0xF4) {
            return false;
        }
        missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        return true;
    }

    private void anyContinuation() {
        lowest = 0x80;
        highest = 0xBF;
    }
}
