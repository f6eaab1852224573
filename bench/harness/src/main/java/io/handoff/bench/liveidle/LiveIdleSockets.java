package io.handoff.bench.liveidle;

import io.handoff.bench.live.IdleReader;
import io.handoff.bench.live.LiveConnection;
import io.handoff.bench.memory.IdleSockets;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;

/** Sockets of as many users, each subscribed to its own inbox, where nothing happens. */
public final class LiveIdleSockets {

    private LiveIdleSockets() {}

    public static IdleSockets open(EventLoopGroup loops) {
        return new IdleSockets((port, index) -> one(loops, port, "u" + index));
    }

    private static Channel one(EventLoopGroup loops, int port, String user) throws Exception {
        IdleReader reader = new IdleReader("user:" + user);
        LiveConnection connection =
                LiveConnection.open(loops, port, "/ws/live?user=" + user, reader)
                        .get(10, TimeUnit.SECONDS);
        reader.subscribed().get(10, TimeUnit.SECONDS);
        return connection.channel();
    }
}
