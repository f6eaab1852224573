package io.handoff.bench.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/** Pings, pongs and closes between the messages: a client that ignores pings is disconnected. */
public final class ControlFrames {

    private static final int PING = 0x9;
    private static final int CLOSE = 0x8;

    private final ByteBuf frame = Unpooled.buffer(2 + 125);

    public static boolean startsAt(ByteBuf in) {
        return (in.getByte(in.readerIndex()) & 0x08) != 0;
    }

    /** True while the rest of a control frame has still to arrive. */
    public boolean pending() {
        return frame.isReadable();
    }

    public void take(ByteBuf in, Channel channel) {
        while (in.isReadable() && !complete()) {
            frame.writeByte(in.readByte());
        }
        if (complete()) {
            answer(channel);
            frame.clear();
        }
    }

    private boolean complete() {
        int length = frame.readableBytes();
        return length >= 2 && length == 2 + (frame.getByte(1) & 0x7F);
    }

    private void answer(Channel channel) {
        int opcode = frame.getByte(0) & 0x0F;
        int length = frame.readableBytes() - 2;
        if (opcode == CLOSE) {
            int code = length >= 2 ? frame.getUnsignedShort(2) : 1005;
            throw new IllegalStateException("the server closed the socket with code " + code);
        }
        if (opcode == PING) {
            byte[] data = new byte[length];
            frame.getBytes(2, data);
            channel.writeAndFlush(Frames.masked(0xA, data));
        }
    }
}
