package io.handoff.bench.storm;

import io.handoff.bench.live.LiveListener;
import io.netty.buffer.ByteBuf;

/** Came in and stays; what happens to it afterwards the server's own count tells. */
final class Admitted implements LiveListener {

    @Override
    public void text(ByteBuf in, int from, int to) {}

    @Override
    public void closed(int code) {}

    @Override
    public void failed(Throwable cause) {}
}
