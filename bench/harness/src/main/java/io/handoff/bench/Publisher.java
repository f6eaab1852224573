package io.handoff.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes to a room, and gets nothing but acknowledgements. */
final class Publisher implements SocketListener {

    private final Room room;
    private final String padding;
    private final CompletableFuture<Void> failure;
    private final AtomicLong sent = new AtomicLong();
    private volatile WebSocketConnection connection;

    /**
     * @param padding makes its messages longer
     */
    Publisher(Room room, String padding, CompletableFuture<Void> failure) {
        this.room = room;
        this.padding = padding;
        this.failure = failure;
    }

    EventLoop loop() {
        return connection.loop();
    }

    /** Publishes one message that was due then; on the connection's loop. */
    void publish(long dueNanos) {
        String data = Frames.data(padding, dueNanos);
        connection.send(room.message(sent.incrementAndGet(), data));
    }

    long sent() {
        return sent.get();
    }

    @Override
    public void opened(WebSocketConnection opened) {
        connection = opened;
    }

    @Override
    public void text(ByteBuf in, int from, int to) {
        if (!Frames.is("ac", in, from, to)) {
            failed(Frames.unexpected(in, from, to));
        }
    }

    @Override
    public void failed(Throwable cause) {
        failure.completeExceptionally(cause);
    }
}
