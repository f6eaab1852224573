package io.handoff.channel;

import io.handoff.http.Problem;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Requests that wait for the next event of a channel. Thread-safe. */
@Singleton
public final class LongPoll {

    private final ChannelSubscribers channelSubscribers;
    private final Semaphore permits;
    private final int limit;

    LongPoll(ChannelSubscribers channelSubscribers, ChannelSettings settings) {
        this.channelSubscribers = channelSubscribers;
        this.limit = settings.maxWaiters();
        this.permits = new Semaphore(Math.max(0, limit));
    }

    /**
     * Completes when there is an event to read after a position, or after {@code timeout}; on the
     * given loop.
     *
     * @throws Problem 503 if too many wait already
     */
    CompletionStage<Void> nextEvent(
            String channel, long after, Duration timeout, EventExecutor loop) {
        if (!permits.tryAcquire()) {
            throw Problem.unavailable(
                    "Too many requests already wait for events (handoff.channels.max-waiters):"
                            + " leave out ?wait= or try again later.");
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.whenComplete((nothing, failure) -> permits.release());
        loop.execute(() -> wait(channel, after, timeout, loop, done));
        return done;
    }

    public int waiting() {
        return limit - permits.availablePermits();
    }

    private void wait(
            String channel,
            long after,
            Duration timeout,
            EventExecutor loop,
            CompletableFuture<Void> done) {
        Subscription subscription =
                channelSubscribers.subscribe(channel, after, new FirstEvent(done), loop);
        ScheduledFuture<?> timer =
                loop.schedule(() -> done.complete(null), timeout.toMillis(), TimeUnit.MILLISECONDS);
        done.whenComplete(
                (nothing, failure) -> {
                    timer.cancel(false);
                    channelSubscribers.unsubscribe(subscription);
                });
    }

    /** Completes with the first event to read. */
    private record FirstEvent(CompletableFuture<Void> done) implements Sink {

        @Override
        public void starts(Start start) {
            if (!start.recovered()) {
                done.complete(null);
            }
        }

        @Override
        public void event(EncodedEvent event) {
            done.complete(null);
        }

        @Override
        public void ephemeral(EncodedEvent event) {
            // Pages hold stored events only.
        }

        @Override
        public boolean hasCapacity() {
            return true;
        }
    }
}
