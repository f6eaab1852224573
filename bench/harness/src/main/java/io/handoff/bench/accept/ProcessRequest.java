package io.handoff.bench.accept;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one {@code POST /process}, built once; only the digits of its send time change. Not
 * shared: its connection must have had the answer before it stamps the next one.
 */
public final class ProcessRequest {

    private static final String BODY =
            "{\"sentMicros\":%d,\"user\":\"u-000017\",\"item\":\"report\","
                    + "\"note\":\"please have it by noon\"}";

    /** Any time has 16 digits until the year 2286. */
    private static final long PLACEHOLDER = 1_000_000_000_000_000L;

    private static final String FIELD = "\"sentMicros\":";

    private final ByteBuf bytes;
    private final int stamp;

    public ProcessRequest(int port) {
        String text = "POST /process HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n";
        text += "Content-Type: application/json\r\nContent-Length: " + body(PLACEHOLDER).length();
        text += "\r\n\r\n" + body(PLACEHOLDER);
        bytes =
                Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(text.length()))
                        .clear()
                        .writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        stamp = text.indexOf(FIELD) + FIELD.length();
    }

    public static String body(long sentMicros) {
        return BODY.formatted(sentMicros);
    }

    public ByteBuf stamped(long sentMicros) {
        long rest = sentMicros;
        for (int at = stamp + 15; at >= stamp; at--) {
            bytes.setByte(at, '0' + (int) (rest % 10));
            rest /= 10;
        }
        return bytes.retainedDuplicate();
    }
}
