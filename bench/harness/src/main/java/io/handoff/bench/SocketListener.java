package io.handoff.bench;

import io.netty.buffer.ByteBuf;

/** What happens on one connection, on its event loop. */
interface SocketListener {

    /** The upgrade is done; before the first frame. */
    default void opened(WebSocketConnection connection) {}

    /** A message, from one index to before the other; valid during the call only. */
    void text(ByteBuf in, int from, int to);

    /** All that could be read at once was passed on. */
    default void readComplete() {}

    /**
     * The server ended the connection.
     *
     * @param code of its close frame, or {@link WebSocketConnection#CUT}
     */
    default void closed(int code) {
        failed(new IllegalStateException("the server closed a socket with code " + code));
    }

    default void failed(Throwable cause) {}
}
