package io.handoff.bench.latency;

import io.handoff.bench.accept.HttpConnection;
import io.handoff.bench.accept.Micros;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One event loop's share of the requests, evenly spaced in time. A request carries the time it was
 * due, so a late timer and the wait for a free connection lengthen its latency: nothing is omitted.
 */
final class Arrivals {

    private final double perMicro;
    private final long total;
    private final Deque<HttpConnection> free;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private ScheduledFuture<?> ticks;
    private long startMicros;
    private long sent;
    private long answered;

    Arrivals(double perSecond, long total, Collection<HttpConnection> connections) {
        this.perMicro = perSecond / 1e6;
        this.total = total;
        this.free = new ArrayDeque<>(connections);
    }

    CompletableFuture<Void> start(EventLoop loop) {
        loop.execute(
                () -> {
                    free.forEach(connection -> connection.whenAnswered(this::answered));
                    startMicros = Micros.now();
                    ticks = loop.scheduleAtFixedRate(this::sendDue, 0, 1, TimeUnit.MILLISECONDS);
                });
        return end;
    }

    private void sendDue() {
        long now = Micros.now();
        for (long due = dueMicros(); sent < total && due <= now && !free.isEmpty(); ) {
            free.poll().send(due);
            sent++;
            due = dueMicros();
        }
    }

    private long dueMicros() {
        return startMicros + (long) (sent / perMicro);
    }

    private void answered(HttpConnection connection) {
        free.add(connection);
        answered++;
        if (answered == total) {
            ticks.cancel(false);
            end.complete(null);
        } else {
            sendDue();
        }
    }
}
