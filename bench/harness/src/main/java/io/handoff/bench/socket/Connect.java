package io.handoff.bench.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Opens loopback connections, each with the given handler. */
public final class Connect {

    private Connect() {}

    public static Channel to(EventLoopGroup loops, int port, ChannelHandler handler)
            throws InterruptedException {
        return begin(loops, port, handler).sync().channel();
    }

    /** The same without waiting: for crowds that come at once. */
    public static ChannelFuture begin(EventLoopGroup loops, int port, ChannelHandler handler) {
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(handler)
                .connect("127.0.0.1", port);
    }
}
