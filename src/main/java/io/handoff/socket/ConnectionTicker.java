package io.handoff.socket;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One timer for all connections of an event loop instead of several timers for each, so that an
 * idle connection costs one entry here. Used on that event loop only; the timer runs while there is
 * a connection.
 */
final class ConnectionTicker {

    private final EventExecutor loop;
    private final long tickNanos;
    private final LongSupplier clock;
    private final Set<FrameGuard> guards = new LinkedHashSet<>();
    private ScheduledFuture<?> timer;

    ConnectionTicker(EventExecutor loop, long tickNanos, LongSupplier clock) {
        this.loop = loop;
        this.tickNanos = tickNanos;
        this.clock = clock;
    }

    void add(FrameGuard guard) {
        guards.add(guard);
        if (timer == null) {
            timer =
                    loop.scheduleWithFixedDelay(
                            this::tick, tickNanos, tickNanos, TimeUnit.NANOSECONDS);
        }
    }

    void remove(FrameGuard guard) {
        guards.remove(guard);
        if (guards.isEmpty() && timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void tick() {
        long now = clock.getAsLong();
        // A copy, because a connection that closes is removed from the set.
        List.copyOf(guards).forEach(guard -> guard.tick(now));
    }
}
