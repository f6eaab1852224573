package io.handoff.bench.echo;

import io.handoff.bench.socket.ControlFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;

/** Compares every byte that comes back with what must come, wherever the network cuts it. */
final class EchoReplies {

    private final EchoScript script;
    private final ControlFrames control = new ControlFrames();
    private int index;
    private int position;

    EchoReplies(EchoScript script) {
        this.script = script;
    }

    /** Consumes what has arrived; returns how many replies it completed. */
    int take(ByteBuf in, Channel channel) {
        int completed = 0;
        while (in.isReadable()) {
            if (control.pending() || position == 0 && ControlFrames.startsAt(in)) {
                control.take(in, channel);
            } else if (matchReply(in)) {
                completed++;
            }
        }
        return completed;
    }

    private boolean matchReply(ByteBuf in) {
        ByteBuf expected = script.reply(index);
        int length = Math.min(expected.readableBytes() - position, in.readableBytes());
        if (!ByteBufUtil.equals(in, in.readerIndex(), expected, position, length)) {
            throw new IllegalStateException(
                    "a reply differs from what was sent: " + ByteBufUtil.hexDump(in));
        }
        in.skipBytes(length);
        position += length;
        if (position < expected.readableBytes()) {
            return false;
        }
        position = 0;
        index = (index + 1) % EchoScript.MESSAGES;
        return true;
    }
}
