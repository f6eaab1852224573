package io.handoff.bench.latency;

import io.handoff.bench.accept.HttpConnection;
import io.handoff.bench.accept.Tally;
import io.handoff.bench.load.Fields;
import io.handoff.bench.load.Load;
import io.handoff.bench.load.Window;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Requests come at their own pace, whether or not the server keeps up. */
public final class OpenLoop implements Load {

    private final EventLoopGroup loops;

    public OpenLoop(EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public Fields run(Fields command) throws Exception {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        List<HttpConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < command.integer("connections"); i++) {
                connections.add(HttpConnection.open(loops, command.integer("port"), failure));
            }
            send(connections, command.number("rate"), command.number("seconds"), failure);
            return Tally.summary(connections);
        } finally {
            for (HttpConnection connection : connections) {
                connection.context().close().await();
            }
        }
    }

    private static void send(
            List<HttpConnection> connections,
            double rate,
            double seconds,
            CompletableFuture<Void> failure)
            throws Exception {
        Map<EventLoop, List<HttpConnection>> byLoop = new LinkedHashMap<>();
        for (HttpConnection connection : connections) {
            byLoop.computeIfAbsent(
                            connection.context().channel().eventLoop(), loop -> new ArrayList<>())
                    .add(connection);
        }
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (var share : byLoop.entrySet()) {
            double part = rate * share.getValue().size() / connections.size();
            Arrivals arrivals = new Arrivals(part, (long) (part * seconds), share.getValue());
            ends.add(arrivals.start(share.getKey()));
        }
        CompletableFuture<Void> end =
                CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
        failure.whenComplete((nothing, cause) -> end.completeExceptionally(cause));
        Window.pass(seconds + 30, end);
        if (!end.isDone()) {
            throw new IllegalStateException(
                    "only %d requests were answered 30 s after the last was due"
                            .formatted(Tally.answered(connections)));
        }
    }
}
