package io.handoff.bench;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** Receives a room's stored events: how late, and whether one is missing. */
class Subscriber implements SocketListener {

    /** Without a position the server sends new events only. */
    static final long NO_POSITION = -1;

    private final Room room;
    private final LongConsumer eachSeq;
    private final CompletableFuture<Void> failure;
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final Latencies latencies = new Latencies();
    private long last = NO_POSITION;
    private long disorder;
    private long admittedGaps;

    /**
     * @param eachSeq gets each event's seq
     */
    Subscriber(Room room, LongConsumer eachSeq, CompletableFuture<Void> failure) {
        this.room = room;
        this.eachSeq = eachSeq;
        this.failure = failure;
    }

    CompletableFuture<Void> subscribed() {
        return subscribed;
    }

    /** To be read while it is not connected, as the counts below. */
    Latencies latencies() {
        return latencies;
    }

    /** The seq of its last event. */
    long last() {
        return last;
    }

    /** Where to continue, before it connects. */
    void startAfter(long seq) {
        last = seq;
    }

    /** How many events were missing, came twice, or came after a later one. */
    long disorder() {
        return disorder;
    }

    /** How often the server said that events are missing. */
    long admittedGaps() {
        return admittedGaps;
    }

    @Override
    public void opened(WebSocketConnection connection) {
        if (room.bare()) {
            subscribed.complete(null);
        } else {
            connection.send(Frames.subscribe(room.channel(), last));
        }
    }

    @Override
    public void text(ByteBuf in, int from, int to) {
        if (Frames.is("ev", in, from, to)) {
            long seq = Frames.seq(in, from, to);
            // Without a seq it says that a user joined or left.
            if (seq > 0) {
                event(seq, Frames.due(in, from, to));
            }
        } else if (!Frames.is("su", in, from, to)) {
            failed(Frames.unexpected(in, from, to));
        } else {
            admittedGaps += Frames.hasGap(in, from, to) ? 1 : 0;
            subscribed.complete(null);
        }
    }

    private void event(long seq, long due) {
        if (due >= 0) {
            latencies.addSince(due);
        }
        // The first may be any: a new subscriber has no position yet.
        if (last > 0 && seq != last + 1) {
            disorder++;
        }
        last = Math.max(last, seq);
        eachSeq.accept(seq);
    }

    @Override
    public void failed(Throwable cause) {
        subscribed.completeExceptionally(cause);
        failure.completeExceptionally(cause);
    }
}
