package io.handoff.bench;

import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;

/** What every scenario works with. */
record Context(
        Options options,
        Path root,
        Path work,
        Servers servers,
        EventLoopGroup loops,
        Report report) {

    int connections() {
        return options.number("--connections");
    }
}
