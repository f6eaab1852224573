package io.handoff.bench.resume;

import io.handoff.bench.live.LiveConnection;
import io.handoff.bench.live.LiveListener;
import io.handoff.bench.live.Order;
import io.handoff.bench.live.Say;
import io.handoff.bench.live.Scan;
import io.handoff.bench.live.Unexpected;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;

/** Listens to a room, loses the connection, and goes on where it was. */
final class Returner implements LiveListener {

    private static final String ROOM = "room:bench";

    private final String user;
    private final Order order = new Order();
    private volatile long target = Long.MAX_VALUE;
    private volatile CompletableFuture<Long> arrived = new CompletableFuture<>();
    private volatile CompletableFuture<Integer> lost = new CompletableFuture<>();
    private volatile LiveConnection connection;
    private int admittedGaps;
    private int closings;
    private volatile Runnable again = () -> {};

    Returner(String user) {
        this.user = user;
    }

    /** Completes with the {@link System#nanoTime} at which it has everything up to that seq. */
    CompletableFuture<Long> come(EventLoopGroup loops, int port, long seq) {
        arrived = new CompletableFuture<>();
        lost = new CompletableFuture<>();
        target = seq;
        connect(loops, port);
        return arrived;
    }

    private void connect(EventLoopGroup loops, int port) {
        again = () -> connect(loops, port);
        CompletableFuture<Long> here = arrived;
        LiveConnection.open(loops, port, "/ws/live?user=" + user, this)
                .whenComplete(
                        (opened, failure) -> {
                            if (failure != null) {
                                here.completeExceptionally(failure);
                            }
                        });
    }

    /** The same for one who is there already. */
    CompletableFuture<Long> stay(long seq) {
        CompletableFuture<Long> here = new CompletableFuture<>();
        connection
                .loop()
                .execute(
                        () -> {
                            arrived = here;
                            target = seq;
                            arrive();
                        });
        return here;
    }

    CompletableFuture<Integer> lost() {
        return lost;
    }

    CompletableFuture<Void> leave() {
        return connection.leave();
    }

    /** To be read while it is not connected. */
    Order order() {
        return order;
    }

    /** How often the server said that something is missing; to be read likewise. */
    int admittedGaps() {
        return admittedGaps;
    }

    /** How often the server closed it while it lived; to be read likewise. */
    int closings() {
        return closings;
    }

    @Override
    public void opened(LiveConnection opened) {
        connection = opened;
        connection.send(Say.subscribe(ROOM, order.last()));
    }

    @Override
    public void text(ByteBuf in, int from, int to) {
        if (Scan.isEvent(in, from, to)) {
            event(Scan.seq(in, from, to));
        } else if (!Scan.op(in, from, to).equals("su")) {
            failed(Unexpected.frame(in, from, to));
        } else if (Scan.isGap(in, from, to)) {
            admittedGaps++;
        }
    }

    /** Without a seq it is somebody who came or went. */
    private void event(long seq) {
        if (seq > 0) {
            order.next(seq);
            arrive();
        }
    }

    private void arrive() {
        if (order.last() >= target) {
            arrived.complete(System.nanoTime());
        }
    }

    /** A close frame from a server that lives says to come back; without one it was killed. */
    @Override
    public void closed(int code) {
        if (code == LiveConnection.CUT) {
            failed(new IllegalStateException("the server cut a connection"));
            lost.complete(code);
        } else {
            closings++;
            again.run();
        }
    }

    @Override
    public void failed(Throwable cause) {
        arrived.completeExceptionally(cause);
    }

    /** For who waits in vain; read without care for threads. */
    @Override
    public String toString() {
        return user + " at " + order.last() + " of " + target;
    }
}
