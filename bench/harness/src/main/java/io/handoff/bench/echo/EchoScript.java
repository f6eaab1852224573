package io.handoff.bench.echo;

import io.handoff.bench.socket.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What every connection sends, again and again, and hears: messages of 10 to 20 bytes as prebuilt
 * frames.
 */
final class EchoScript {

    static final int MESSAGES = 16;
    private static final int TEXT = 0x1;

    /** Twice in a row, so that any run of up to {@link #MESSAGES} frames is one piece of it. */
    private final ByteBuf requests =
            Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(1024)).clear();

    private final int[] offsets = new int[2 * MESSAGES + 1];
    private final ByteBuf[] replies = new ByteBuf[MESSAGES];

    EchoScript() {
        for (int i = 0; i < 2 * MESSAGES; i++) {
            requests.writeBytes(Frames.masked(TEXT, text(i % MESSAGES)));
            offsets[i + 1] = requests.writerIndex();
        }
        for (int i = 0; i < MESSAGES; i++) {
            byte[] said =
                    ("You said: " + new String(text(i), StandardCharsets.US_ASCII)).getBytes();
            replies[i] = Frames.plain(TEXT, said);
        }
    }

    /** The frames of {@code count} messages beginning with that of the given index. */
    ByteBuf requests(int index, int count) {
        return requests.retainedSlice(offsets[index], offsets[index + count] - offsets[index]);
    }

    ByteBuf reply(int index) {
        return replies[index];
    }

    private static byte[] text(int index) {
        return "message-%02d-abcdefghij"
                .formatted(index)
                .substring(0, 10 + index * 2 / 3)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
