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

/** Opens sockets that then do nothing but answer pings; a count of zero closes them. */
public final class IdleSockets implements Load {

    /** Opens one and brings it to rest. */
    public interface Opener {
        Channel open(int port, int index) throws Exception;
    }

    private final Opener opener;
    private final List<Channel> channels = new ArrayList<>();

    public IdleSockets(Opener opener) {
        this.opener = opener;
    }

    /** Sockets that have echoed one message. */
    public static IdleSockets echo(EventLoopGroup loops) {
        return new IdleSockets((port, index) -> open(loops, port));
    }

    @Override
    public Fields run(Fields command) throws Exception {
        int count = command.integer("count");
        if (count == 0) {
            close();
        }
        while (channels.size() < count) {
            channels.add(opener.open(command.integer("port"), channels.size()));
        }
        long alive = channels.stream().filter(Channel::isActive).count();
        return new Fields().with("open", alive);
    }

    private static Channel open(EventLoopGroup loops, int port) throws Exception {
        CompletableFuture<Void> upgraded = new CompletableFuture<>();
        IdleConnection connection = new IdleConnection();
        Channel channel = Connect.to(loops, port, new Upgrade(port, connection, upgraded));
        upgraded.get(10, TimeUnit.SECONDS);
        connection.echoed().get(10, TimeUnit.SECONDS);
        return channel;
    }

    private void close() throws InterruptedException {
        for (Channel channel : channels) {
            channel.close().await();
        }
        channels.clear();
    }
}
