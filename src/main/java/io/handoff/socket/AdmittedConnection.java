package io.handoff.socket;

import io.handoff.limit.Limit;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.LongAdder;

/**
 * A connection that holds a permit, with what belongs to it. The permit is released when the
 * upgrade request is answered with anything but 101, or else when TCP ends: what happens on the
 * wire decides, not the callbacks of the framework. Used on the connection's event loop.
 */
final class AdmittedConnection implements GuardOwner {

    private final ConnectionLimiter connectionLimiter;
    private final Channel channel;
    private final FrameGuard guard;
    private final ExtraPermit extraPermit;

    AdmittedConnection(
            ConnectionLimiter connectionLimiter,
            Channel channel,
            SocketLimits limits,
            ExtraPermit extraPermit) {
        this.connectionLimiter = connectionLimiter;
        this.channel = channel;
        this.extraPermit = extraPermit;
        this.guard = new FrameGuard(limits, this);
    }

    void install(String vertxHandler) {
        channel.pipeline().addBefore(vertxHandler, null, guard);
    }

    /** Closes the connection; from any thread. */
    void close(int code, String reason) {
        channel.eventLoop().execute(() -> guard.close(code, reason));
    }

    Channel channel() {
        return channel;
    }

    FrameGuard guard() {
        return guard;
    }

    @Override
    public void opened() {
        connectionLimiter.opened(this);
    }

    @Override
    public void refused() {
        connectionLimiter.release(extraPermit);
    }

    @Override
    public void closed(int code) {
        connectionLimiter.closed(this, code);
        connectionLimiter.release(extraPermit);
    }

    @Override
    public long now() {
        return connectionLimiter.now();
    }

    @Override
    public LongAdder unsent() {
        return connectionLimiter.counts().unsent();
    }

    @Override
    public boolean reached(Limit limit) {
        return connectionLimiter.reached(limit);
    }
}
