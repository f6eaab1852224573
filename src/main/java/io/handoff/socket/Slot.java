package io.handoff.socket;

import io.handoff.limit.Limit;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.LongAdder;

/**
 * The permit of one connection and what hangs on it. Given back when the upgrade request is
 * answered with anything but 101, or else when TCP closes, whichever comes first: by what leaves on
 * the wire, not by what a framework callback says. Used on the connection's event loop.
 */
final class Slot implements GuardOwner {

    private final Gate gate;
    private final Channel channel;
    private final FrameGuard guard;
    private final Claim claim;
    private boolean open;
    private boolean given;

    Slot(Gate gate, Channel channel, SocketLimits limits, Claim claim) {
        this.gate = gate;
        this.channel = channel;
        this.claim = claim;
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
        gate.opened(this);
    }

    @Override
    public void refused() {
        channel.pipeline().remove(guard);
        giveBack();
    }

    @Override
    public long now() {
        return gate.now();
    }

    @Override
    public LongAdder unsent() {
        return gate.counts().unsent();
    }

    @Override
    public boolean reached(Limit limit) {
        return gate.reached(limit);
    }

    private void closed() {
        if (open) {
            gate.closed(this, guard.closeCode());
        }
        giveBack();
    }

    private void giveBack() {
        if (!given) {
            given = true;
            gate.release(claim);
        }
    }
}
