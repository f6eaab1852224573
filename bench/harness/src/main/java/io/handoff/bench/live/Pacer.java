package io.handoff.bench.live;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Does something at even intervals on one event loop, whether or not anybody keeps up. Who is late
 * learns when it was due, so that the delay counts.
 */
public final class Pacer {

    private final EventLoop loop;
    private final double nanosEach;
    private final long total;
    private final LongConsumer action;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private long start;
    private long done;

    /**
     * @param action gets the time it was due, as {@link System#nanoTime}
     */
    public Pacer(EventLoop loop, double perSecond, long total, LongConsumer action) {
        this.loop = loop;
        this.nanosEach = 1e9 / perSecond;
        this.total = total;
        this.action = action;
    }

    /** Completes after the last time. */
    public CompletableFuture<Void> start(long delayNanos) {
        start = System.nanoTime() + delayNanos;
        loop.execute(this::next);
        return end;
    }

    private void next() {
        while (done < total && due() <= System.nanoTime()) {
            action.accept(due());
            done++;
        }
        if (done < total) {
            loop.schedule(this::next, due() - System.nanoTime(), TimeUnit.NANOSECONDS);
        } else {
            end.complete(null);
        }
    }

    private long due() {
        return start + (long) (done * nanosEach);
    }
}
