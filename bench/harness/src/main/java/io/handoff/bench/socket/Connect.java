package io.handoff.bench.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Opens one loopback connection with the given handler. */
public final class Connect {

    private Connect() {}

    public static Channel to(EventLoopGroup loops, int port, ChannelHandler handler)
            throws InterruptedException {
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(handler)
                .connect("127.0.0.1", port)
                .sync()
                .channel();
    }
}
