package io.handoff.bench.storm;

import io.handoff.bench.accept.Latencies;
import io.handoff.bench.live.LiveConnection;
import io.handoff.bench.live.LiveListener;
import io.handoff.bench.live.Pacer;
import io.handoff.bench.live.Say;
import io.handoff.bench.load.Window;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Somebody who was there before, and whose round trip tells what the others' arrival costs. */
final class Pinger implements LiveListener {

    /** As often as one connection may say something by default. */
    private static final int PER_SECOND = 20;

    private final ArrayDeque<Long> due = new ArrayDeque<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private LiveConnection connection;
    private Latencies latencies = new Latencies();

    @Override
    public void opened(LiveConnection opened) {
        connection = opened;
    }

    /** Pings for so long without waiting for the end; {@link #take} has what came back. */
    void begin(double seconds) {
        new Pacer(connection.loop(), PER_SECOND, (long) (PER_SECOND * seconds), this::ping)
                .start(0);
    }

    Latencies take() throws Exception {
        // The last pong is still to come.
        Window.pass(0.2, failure);
        return connection.loop().submit(this::swap).get();
    }

    private Latencies swap() {
        Latencies full = latencies;
        latencies = new Latencies();
        return Latencies.merged(List.of(full));
    }

    private void ping(long dueNanos) {
        due.add(dueNanos);
        connection.send(Say.ping());
    }

    @Override
    public void text(ByteBuf in, int from, int to) {
        latencies.add((System.nanoTime() - due.remove()) / 1000);
    }

    @Override
    public void closed(int code) {
        failed(new IllegalStateException("the server closed an established socket with " + code));
    }

    @Override
    public void failed(Throwable cause) {
        failure.completeExceptionally(cause);
    }
}
