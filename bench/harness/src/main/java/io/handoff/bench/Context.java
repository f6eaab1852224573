package io.handoff.bench;

import io.netty.channel.EventLoopGroup;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** What every scenario works with. */
record Context(Options options, Path root, Path work, Servers servers, Vertx vertx, Report report) {

    /** Of all connections but wrk's. */
    EventLoopGroup loops() {
        return vertx.nettyEventLoopGroup();
    }

    int connections() {
        return options.number("--connections");
    }
}
