package io.handoff.bench.memory;

import io.handoff.bench.load.Fields;
import io.handoff.bench.load.Load;
import io.handoff.bench.socket.Connect;
import io.handoff.bench.socket.Upgrade;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Opens sockets that each echo one message and then do nothing but answer pings; a count of zero
 * closes them.
 */
public final class IdleSockets implements Load {

    private final EventLoopGroup loops;
    private final List<Channel> channels = new ArrayList<>();

    public IdleSockets(EventLoopGroup loops) {
        this.loops = loops;
    }

    @Override
    public Fields run(Fields command) throws Exception {
        int count = command.integer("count");
        if (count == 0) {
            close();
        }
        while (channels.size() < count) {
            open(command.integer("port"));
        }
        long alive = channels.stream().filter(Channel::isActive).count();
        return new Fields().with("open", alive);
    }

    private void open(int port) throws Exception {
        CompletableFuture<Void> upgraded = new CompletableFuture<>();
        IdleConnection connection = new IdleConnection();
        channels.add(Connect.to(loops, port, new Upgrade(port, connection, upgraded)));
        upgraded.get(10, TimeUnit.SECONDS);
        connection.echoed().get(10, TimeUnit.SECONDS);
    }

    private void close() throws InterruptedException {
        for (Channel channel : channels) {
            channel.close().await();
        }
        channels.clear();
    }
}
