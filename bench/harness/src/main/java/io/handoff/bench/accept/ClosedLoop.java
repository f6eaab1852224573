package io.handoff.bench.accept;

import io.handoff.bench.load.Fields;
import io.handoff.bench.load.Load;
import io.handoff.bench.load.Window;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Each connection sends its next request when it has the answer to the last one. With several ports
 * connections take turns.
 */
public final class ClosedLoop implements Load {

    private final EventLoopGroup loops;
    private volatile boolean over;

    public ClosedLoop(EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public Fields run(Fields command) throws Exception {
        over = false;
        CompletableFuture<Void> failure = new CompletableFuture<>();
        List<HttpConnection> connections = new ArrayList<>();
        List<Integer> ports = command.integers("port");
        try {
            for (int i = 0; i < command.integer("connections"); i++) {
                connections.add(HttpConnection.open(loops, ports.get(i % ports.size()), failure));
            }
            return measure(connections, command.number("seconds"), failure);
        } finally {
            for (HttpConnection connection : connections) {
                connection.context().close().await();
            }
        }
    }

    private Fields measure(
            List<HttpConnection> connections, double seconds, CompletableFuture<Void> failure)
            throws Exception {
        CountDownLatch resting = new CountDownLatch(connections.size());
        long start = System.nanoTime();
        for (HttpConnection connection : connections) {
            connection.whenAnswered(answered -> sendOrRest(answered, resting));
            connection.context().executor().execute(() -> connection.send(Micros.now()));
        }
        Window.pass(seconds, failure);
        long count = Tally.accepted(connections);
        double elapsed = (System.nanoTime() - start) / 1e9;
        over = true;
        if (!resting.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException(resting.getCount() + " requests were never answered");
        }
        // "count" falls into the measured time, "accepted" has those under way at its end as well.
        return Tally.summary(connections).with("count", count).with("elapsed", elapsed);
    }

    private void sendOrRest(HttpConnection connection, CountDownLatch resting) {
        if (over) {
            resting.countDown();
        } else {
            connection.send(Micros.now());
        }
    }
}
