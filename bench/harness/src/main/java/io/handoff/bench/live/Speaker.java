package io.handoff.bench.live;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes, and hears nothing but that it is safe. */
public final class Speaker implements LiveListener {

    private final Dialect dialect;
    private final String channel;
    private final String pad;
    private final CompletableFuture<Void> failure;
    private final AtomicLong said = new AtomicLong();
    private LiveConnection connection;

    /**
     * @param pad makes its messages longer
     */
    public Speaker(Dialect dialect, String channel, String pad, CompletableFuture<Void> failure) {
        this.dialect = dialect;
        this.channel = channel;
        this.pad = pad;
        this.failure = failure;
    }

    @Override
    public void opened(LiveConnection opened) {
        connection = opened;
    }

    /** Says one thing, due at that time; on the connection's loop. */
    public void say(long dueNanos) {
        long seq = said.incrementAndGet();
        connection.send(dialect.publish(channel, seq, Say.data(pad, dueNanos)));
    }

    public long said() {
        return said.get();
    }

    @Override
    public void text(ByteBuf in, int from, int to) {
        if (!Scan.op(in, from, to).equals("ac") && dialect == Dialect.HANDOFF) {
            failed(Unexpected.frame(in, from, to));
        }
    }

    @Override
    public void closed(int code) {
        failed(new IllegalStateException("the server closed a publisher with " + code));
    }

    @Override
    public void failed(Throwable cause) {
        failure.completeExceptionally(cause);
    }
}
