package io.handoff.bench.live;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;

/** One of a crowd that hears a room: how late, and whether something is missing. */
public final class Subscriber implements LiveListener {

    private final Heard heard;
    private final Deliveries deliveries;
    private final Dialect dialect;
    private final String channel;
    private final CompletableFuture<Void> failure;
    private final CompletableFuture<LiveConnection> subscribed = new CompletableFuture<>();
    private final Order order = new Order();
    private LiveConnection connection;
    private Heard.Part part;
    private long fresh;

    Subscriber(
            Heard heard,
            Deliveries deliveries,
            Dialect dialect,
            String channel,
            CompletableFuture<Void> failure) {
        this.heard = heard;
        this.deliveries = deliveries;
        this.dialect = dialect;
        this.channel = channel;
        this.failure = failure;
    }

    CompletableFuture<LiveConnection> subscribed() {
        return subscribed;
    }

    /** To be read when its connection has ended. */
    Order order() {
        return order;
    }

    @Override
    public void opened(LiveConnection opened) {
        connection = opened;
        part = heard.on(opened.loop());
        dialect.subscribe(channel)
                .ifPresentOrElse(connection::send, () -> subscribed.complete(connection));
    }

    @Override
    public void text(ByteBuf in, int from, int to) {
        if (Scan.isEvent(in, from, to)) {
            event(in, from, to);
        } else if (Scan.op(in, from, to).equals("su")) {
            subscribed.complete(connection);
        } else {
            failed(Unexpected.frame(in, from, to));
        }
    }

    private void event(ByteBuf in, int from, int to) {
        long due = Scan.sentAt(in, from, to);
        // Those who come and go are told as well.
        if (due >= 0) {
            part.add(due);
            fresh++;
            long seq = Scan.seq(in, from, to);
            if (seq > 0) {
                order.next(seq);
                deliveries.heard(seq);
            }
        }
    }

    @Override
    public void readComplete() {
        if (fresh > 0) {
            deliveries.add(fresh);
            fresh = 0;
        }
    }

    @Override
    public void closed(int code) {
        failed(new IllegalStateException("the server closed a subscriber with " + code));
    }

    @Override
    public void failed(Throwable cause) {
        subscribed.completeExceptionally(cause);
        failure.completeExceptionally(cause);
    }
}
