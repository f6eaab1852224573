package io.handoff.bench.echo;

import io.handoff.bench.load.Fields;
import io.handoff.bench.load.Load;
import io.handoff.bench.load.Window;
import io.handoff.bench.socket.Connect;
import io.handoff.bench.socket.Upgrade;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All connections open first; only then does the clock run. */
public final class EchoLoad implements Load {

    private final EventLoopGroup loops;

    public EchoLoad(EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public Fields run(Fields command) throws Exception {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        List<Channel> channels = new ArrayList<>();
        List<EchoConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < command.integer("connections"); i++) {
                connections.add(open(command.integer("port"), channels, failure));
            }
            connections.forEach(connection -> connection.start(command.integer("inflight")));
            return measure(connections, command.number("seconds"), failure);
        } finally {
            for (Channel channel : channels) {
                channel.close().await();
            }
        }
    }

    private EchoConnection open(int port, List<Channel> channels, CompletableFuture<Void> failure)
            throws Exception {
        EchoConnection connection = new EchoConnection(failure);
        CompletableFuture<Void> upgraded = new CompletableFuture<>();
        channels.add(Connect.to(loops, port, new Upgrade(port, connection, upgraded)));
        upgraded.get(10, TimeUnit.SECONDS);
        return connection;
    }

    private static Fields measure(
            List<EchoConnection> connections, double seconds, CompletableFuture<Void> failure)
            throws Exception {
        long before = completed(connections);
        long start = System.nanoTime();
        Window.pass(seconds, failure);
        long count = completed(connections) - before;
        double elapsed = (System.nanoTime() - start) / 1e9;
        return new Fields().with("count", count).with("elapsed", elapsed);
    }

    private static long completed(List<EchoConnection> connections) {
        return connections.stream().mapToLong(EchoConnection::completed).sum();
    }
}
