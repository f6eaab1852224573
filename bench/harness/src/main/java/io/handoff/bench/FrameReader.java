package io.handoff.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/**
 * Finds a server's frames in what arrives, and shows each where it lies: an object for each of
 * hundreds of thousands a second would measure the client. Answers pings.
 */
final class FrameReader {

    private static final int FINAL = 0x80;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int NO_CODE = 1005;

    private final SocketListener listener;
    private int closeCode = WebSocketConnection.CUT;
    private final ByteBuf rest = Unpooled.buffer(0);
    private int header;
    private int length;

    FrameReader(SocketListener listener) {
        this.listener = listener;
    }

    /** Of the server's close frame, if there was one. */
    int closeCode() {
        return closeCode;
    }

    /** Takes all of it; what is no whole frame yet is kept. */
    void take(ByteBuf in, Channel channel) {
        if (rest.isReadable()) {
            rest.writeBytes(in);
            readAll(rest, channel);
            rest.discardReadBytes();
        } else {
            readAll(in, channel);
            rest.clear().writeBytes(in);
        }
    }

    private void readAll(ByteBuf in, Channel channel) {
        while (measure(in) && in.readableBytes() >= header + length) {
            int start = in.readerIndex();
            frame(in, in.getUnsignedByte(start), start + header, channel);
            in.readerIndex(start + header + length);
        }
    }

    /** False where even the length has still to come. */
    private boolean measure(ByteBuf in) {
        int at = in.readerIndex();
        int there = in.readableBytes();
        if (there < 2) {
            return false;
        }
        length = in.getUnsignedByte(at + 1);
        header = length == 126 ? 4 : length == 127 ? 10 : 2;
        if (there < header) {
            return false;
        }
        if (length == 126) {
            length = in.getUnsignedShort(at + 2);
        } else if (length == 127) {
            length = Math.toIntExact(in.getLong(at + 2));
        }
        return true;
    }

    private void frame(ByteBuf in, int first, int from, Channel channel) {
        if ((first & FINAL) == 0) {
            throw new IllegalStateException("the server cut a message into fragments");
        }
        switch (first & 0x0F) {
            case CLOSE -> {
                closeCode = length >= 2 ? in.getUnsignedShort(from) : NO_CODE;
                channel.close();
            }
            case PING -> {
                byte[] data = new byte[length];
                in.getBytes(from, data);
                channel.writeAndFlush(Frames.masked(PONG, data));
            }
            case PONG -> {}
            default -> listener.text(in, from, from + length);
        }
    }
}
