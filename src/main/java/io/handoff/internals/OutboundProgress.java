package io.handoff.internals;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * How far Netty has written the oldest pending message of a channel: the only sign of life of a
 * client that reads a large message slowly.
 */
public final class OutboundProgress {

    /** The channel is closed, and writes nothing more. */
    public static final long CLOSED = -1;

    private OutboundProgress() {}

    /** Bytes of the oldest pending message that the socket has taken, or {@link #CLOSED}. */
    public static long of(Channel channel) {
        ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
        return pending == null ? CLOSED : pending.currentProgress();
    }
}
