package io.handoff.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** A client's frames. */
final class Frames {

    private static final int FINAL = 0x80;
    private static final int TEXT = 0x1;
    private static final int MASKED = 0x80;
    private static final int MOST_HEADER = 14;

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
}
