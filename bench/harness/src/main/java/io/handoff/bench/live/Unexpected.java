package io.handoff.bench.live;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** A frame that a scenario did not ask for ends it: its numbers would hide it. */
public final class Unexpected {

    private static final int SHOWN = 300;

    private Unexpected() {}

    public static IllegalStateException frame(ByteBuf in, int from, int to) {
        return new IllegalStateException(
                "the server said "
                        + in.toString(from, Math.min(SHOWN, to - from), StandardCharsets.UTF_8));
    }
}
