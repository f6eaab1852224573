package io.handoff.bench.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Frames as they go over the wire. */
public final class Frames {

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MOST_HEADER = 14;
    private static final int SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private Frames() {}

    /** A client's frame. The mask is zero: allowed, and the payload needs no work per message. */
    public static ByteBuf masked(int opcode, byte[] payload) {
        ByteBuf frame = Unpooled.buffer(MOST_HEADER + payload.length).writeByte(FINAL | opcode);
        return length(frame, MASKED, payload.length).writeInt(0).writeBytes(payload);
    }

    /** A server's frame. */
    public static ByteBuf plain(int opcode, byte[] payload) {
        ByteBuf frame = Unpooled.buffer(MOST_HEADER + payload.length).writeByte(FINAL | opcode);
        return length(frame, 0, payload.length).writeBytes(payload);
    }

    private static ByteBuf length(ByteBuf frame, int flag, int length) {
        if (length <= SHORT) {
            return frame.writeByte(flag | length);
        }
        if (length <= 0xFFFF) {
            return frame.writeByte(flag | TWO_BYTES).writeShort(length);
        }
        return frame.writeByte(flag | EIGHT_BYTES).writeLong(length);
    }
}
