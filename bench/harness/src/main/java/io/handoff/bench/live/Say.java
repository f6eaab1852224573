package io.handoff.bench.live;

import io.handoff.bench.socket.Frames;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What clients of {@code /ws/live} say, as frames. */
public final class Say {

    private static final int TEXT = 0x1;

    private Say() {}

    public static ByteBuf subscribe(String channel) {
        return text("{\"op\":\"subscribe\",\"channel\":\"" + channel + "\"}");
    }

    public static ByteBuf subscribe(String channel, long after) {
        return text(
                "{\"op\":\"subscribe\",\"channel\":\"" + channel + "\",\"after\":" + after + "}");
    }

    public static ByteBuf publish(String channel, String data) {
        return text("{\"op\":\"publish\",\"channel\":\"" + channel + "\",\"data\":" + data + "}");
    }

    public static ByteBuf ephemeral(String channel, String type, String data) {
        return text(
                "{\"op\":\"publish\",\"channel\":\""
                        + channel
                        + "\",\"type\":\""
                        + type
                        + "\",\"ephemeral\":true,\"data\":"
                        + data
                        + "}");
    }

    public static ByteBuf ping() {
        return text("{\"op\":\"ping\"}");
    }

    /** The time comes last, where {@link Scan#sentAt} finds it at once. */
    public static String data(String pad, long nanos) {
        return "{\"pad\":\"" + pad + "\",\"t\":" + nanos + "}";
    }

    public static ByteBuf text(String text) {
        return Frames.masked(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
