package io.handoff.bench.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Short frames as they go over the wire. */
public final class Frames {

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    private Frames() {}

    /** A client's frame. The mask is zero: allowed, and the payload needs no work per message. */
    public static ByteBuf masked(int opcode, byte[] payload) {
        return Unpooled.buffer(6 + payload.length)
                .writeByte(FINAL | opcode)
                .writeByte(MASKED | checked(payload).length)
                .writeInt(0)
                .writeBytes(payload);
    }

    /** A server's frame. */
    public static ByteBuf plain(int opcode, byte[] payload) {
        return Unpooled.buffer(2 + payload.length)
                .writeByte(FINAL | opcode)
                .writeByte(checked(payload).length)
                .writeBytes(payload);
    }

    private static byte[] checked(byte[] payload) {
        if (payload.length > 125) {
            throw new IllegalArgumentException("too long for a short frame: " + payload.length);
        }
        return payload;
    }
}
