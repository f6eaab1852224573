package io.handoff.bench.live;

import io.netty.buffer.ByteBuf;

/** What happens on one connection, told on its event loop. */
public interface LiveListener {

    /** The upgrade is done; before the first frame. */
    default void opened(LiveConnection connection) {}

    /** A frame, from one index to before the other; valid during the call only. */
    void text(ByteBuf in, int from, int to);

    /** All that could be read at once has been told. */
    default void readComplete() {}

    /**
     * @param code of the server's close frame, or {@link LiveConnection#CUT}
     */
    void closed(int code);

    void failed(Throwable cause);
}
