package io.handoff.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * What the clients send on {@code /ws/live}, and the little that they need from a server's frame.
 * No JSON is built of it: at hundreds of thousands of frames a second that would take more
 * processor time than the server.
 */
final class Frames {

    private static final int FINAL = 0x80;
    private static final int TEXT = 0x1;
    private static final int MASKED = 0x80;
    private static final int MOST_HEADER = 14;
    private static final int OP_AT = "{\"op\":\"".length();
    private static final byte[] SEQ = "\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TIME = "\"t\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GAP = "\"recovered\":false".getBytes(StandardCharsets.US_ASCII);
    private static final int SHOWN = 300;

    private Frames() {}

    static ByteBuf text(String text) {
        return masked(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The mask is zero: allowed, and the payload needs no work per message. */
    static ByteBuf masked(int opcode, byte[] payload) {
        ByteBuf frame = Unpooled.buffer(MOST_HEADER + payload.length).writeByte(FINAL | opcode);
        if (payload.length < 126) {
            frame.writeByte(MASKED | payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.writeByte(MASKED | 126).writeShort(payload.length);
        } else {
            frame.writeByte(MASKED | 127).writeLong(payload.length);
        }
        return frame.writeInt(0).writeBytes(payload);
    }

    /** After that seq; without a position for the new events only. */
    static ByteBuf subscribe(String channel, long after) {
        String position = after == Subscriber.NO_POSITION ? "" : ",\"after\":" + after;
        return text("{\"op\":\"subscribe\",\"channel\":\"" + channel + "\"" + position + "}");
    }

    /** The time comes last, where {@link #due} finds it at once. */
    static String data(String padding, long dueNanos) {
        return "{\"pad\":\"" + padding + "\",\"t\":" + dueNanos + "}";
    }

    static ByteBuf publish(String channel, String data) {
        return text("{\"op\":\"publish\",\"channel\":\"" + channel + "\",\"data\":" + data + "}");
    }

    /** As Handoff's subscribers get it, for a server that only passes frames on. */
    static ByteBuf event(String channel, long seq, String data) {
        return text(
                "{\"op\":\"event\",\"channel\":\""
                        + channel
                        + "\",\"seq\":"
                        + seq
                        + ",\"id\":\"01a14a7e-5f80-7000-8000-000000000000\",\"type\":\"message\""
                        + ",\"time\":\"2026-11-21T02:47:35.568Z\",\"from\":\"publisher\",\"data\":"
                        + data
                        + "}");
    }

    /** Whether {@code op} begins so: two letters tell the frames apart that matter here. */
    static boolean is(String op, ByteBuf in, int from, int to) {
        return to - from > OP_AT + 1
                && in.getByte(from + OP_AT) == op.charAt(0)
                && in.getByte(from + OP_AT + 1) == op.charAt(1);
    }

    /** The frame's {@code seq}, or 0: an event that is not stored has none. */
    static long seq(ByteBuf in, int from, int to) {
        int at = find(in, from, to, SEQ);
        long value = 0;
        for (; at >= 0 && at < to && isDigit(in.getByte(at)); at++) {
            value = value * 10 + in.getByte(at) - '0';
        }
        return value;
    }

    /** Whether a {@code subscribed} says that events are missing. */
    static boolean hasGap(ByteBuf in, int from, int to) {
        return find(in, from, to, GAP) >= 0;
    }

    /** When it was due, from the {@code t} that ends {@code data}; -1 where there is none. */
    static long due(ByteBuf in, int from, int to) {
        int at = to - 1;
        while (at >= from && in.getByte(at) == '}') {
            at--;
        }
        long value = 0;
        for (long unit = 1; at >= from && isDigit(in.getByte(at)); unit *= 10) {
            value += unit * (in.getByte(at) - '0');
            at--;
        }
        return endsWith(in, from, at + 1, TIME) ? value : -1;
    }

    /** A frame that a scenario did not ask for ends it: its numbers would hide it. */
    static IllegalStateException unexpected(ByteBuf in, int from, int to) {
        String text = in.toString(from, Math.min(SHOWN, to - from), StandardCharsets.UTF_8);
        return new IllegalStateException("unexpected frame from the server: " + text);
    }

    private static boolean isDigit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    /** The index behind the word, or -1. */
    private static int find(ByteBuf in, int from, int to, byte[] word) {
        for (int at = from + word.length; at <= to; at++) {
            if (endsWith(in, from, at, word)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean endsWith(ByteBuf in, int from, int end, byte[] word) {
        int start = end - word.length;
        if (start < from) {
            return false;
        }
        // From behind: the colon is rarer than the quote.
        for (int i = word.length - 1; i >= 0; i--) {
            if (in.getByte(start + i) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
