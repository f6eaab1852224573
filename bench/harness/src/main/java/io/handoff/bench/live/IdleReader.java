package io.handoff.bench.live;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;

/** Subscribes to one channel and hears nothing more. */
public final class IdleReader implements LiveListener {

    private final String channel;
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();

    public IdleReader(String channel) {
        this.channel = channel;
    }

    public CompletableFuture<Void> subscribed() {
        return subscribed;
    }

    @Override
    public void opened(LiveConnection connection) {
        connection.send(Say.subscribe(channel));
    }

    @Override
    public void text(ByteBuf in, int from, int to) {
        if (Scan.op(in, from, to).equals("su")) {
            subscribed.complete(null);
        } else {
            failed(Unexpected.frame(in, from, to));
        }
    }

    @Override
    public void closed(int code) {
        failed(new IllegalStateException("the server closed an idle socket with " + code));
    }

    @Override
    public void failed(Throwable cause) {
        subscribed.completeExceptionally(cause);
    }
}
