package io.handoff.bench;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Does something at even intervals on one event loop, however long the last one took. The action
 * gets the time it was due, as {@link System#nanoTime}, so that a delay counts.
 */
final class Pacer {

    private final EventLoop loop;
    private final double nanosEach;
    private final long total;
    private final LongConsumer action;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final long start = System.nanoTime();
    private long done;

    private Pacer(EventLoop loop, double perSecond, long total, LongConsumer action) {
        this.loop = loop;
        this.nanosEach = 1e9 / perSecond;
        this.total = total;
        this.action = action;
    }

    /** Completes after the last time. */
    static CompletableFuture<Void> start(
            EventLoop loop, double perSecond, long total, LongConsumer action) {
        Pacer pacer = new Pacer(loop, perSecond, total, action);
        loop.execute(pacer::next);
        return pacer.end;
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

    /** Lets a load run for a while, unless it fails first. */
    static void pass(double seconds, CompletableFuture<Void> failure) throws Exception {
        try {
            failure.get((long) (seconds * 1000), TimeUnit.MILLISECONDS);
        } catch (TimeoutException passed) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        }
    }
}
