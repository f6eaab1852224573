package io.handoff.internals;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** The Netty side of a Vert.x connection, which Vert.x 4 does not offer by its public API. */
public final class VertxConnection {

    /** The name that Vert.x gives its handler for {@code quarkus.http.idle-timeout}. */
    static final String IDLE_HANDLER = "idle";

    private VertxConnection() {}

    public static Channel channelOf(HttpServerRequest request) {
        return connectionOf(request).channel();
    }

    public static EventLoop loopOf(HttpServerRequest request) {
        return channelOf(request).eventLoop();
    }

    /** The name of Vert.x's own handler in the pipeline; the codecs come before it. */
    public static String handlerNameOf(HttpServerRequest request) {
        return connectionOf(request).channelHandlerContext().name();
    }

    /** Ends Vert.x's idle timeout for this connection, which frees its timer. */
    public static void removeIdleHandler(ChannelPipeline pipeline) {
        if (pipeline.get(IDLE_HANDLER) != null) {
            pipeline.remove(IDLE_HANDLER);
        }
    }

    private static ConnectionBase connectionOf(HttpServerRequest request) {
        return (ConnectionBase) request.connection();
    }
}
