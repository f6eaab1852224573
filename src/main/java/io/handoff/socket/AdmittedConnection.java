package io.handoff.socket;

import io.handoff.limit.Limit;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.LongAdder;

/**
 * The permit of one connection and what hangs on it. Given back when the upgrade request is
 * answered with anything but 101, or else when TCP closes, whichever comes first: by what leaves on
 * the wire, not by what a framework callback says. Used on the connection's event loop.
 */
final class AdmittedConnection implements GuardOwner {

    private final ConnectionLimiter connectionLimiter;
    private final Channel channel;
    private final FrameGuard guard;
    private final ExtraPermit extraPermit;
    private boolean open;
    private boolean given;

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
        channel.closeFuture().addListener(f -> closed());
    }

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
        open = true;
        connectionLimiter.opened(this);
    }

    @Override
    public void refused() {
        channel.pipeline().remove(guard);
        giveBack();
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

    private void closed() {
        if (open) {
            connectionLimiter.closed(this, guard.closeCode());
        }
        giveBack();
    }

    private void giveBack() {
        if (!given) {
            given = true;
            connectionLimiter.release(extraPermit);
        }
    }
}
