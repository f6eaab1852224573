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

/** Requests that wait for a channel's next event. Thread-safe. */
@Singleton
public final class LongPoll {

    private final ChannelSubscribers channelSubscribers;
    private final Semaphore places;
    private final int limit;

    LongPoll(ChannelSubscribers channelSubscribers, ChannelSettings settings) {
        this.channelSubscribers = channelSubscribers;
        this.limit = settings.maxWaiters();
        this.places = new Semaphore(Math.max(0, limit));
    }

    /**
     * Completes when there is something to read after a position, or after {@code patience}; on the
     * given loop.
     *
     * @throws Problem 503 if too many wait already
     */
    CompletionStage<Void> news(String channel, long after, Duration patience, EventExecutor loop) {
        if (!places.tryAcquire()) {
            throw Problem.unavailable(
                    "Too many requests wait for events already (handoff.channels.max-waiters); ask"
                            + " without ?wait= or try again.");
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        done.whenComplete((nothing, failure) -> places.release());
        loop.execute(() -> wait(channel, after, patience, loop, done));
        return done;
    }

    public int waiting() {
        return limit - places.availablePermits();
    }

    private void wait(
            String channel,
            long after,
            Duration patience,
            EventExecutor loop,
            CompletableFuture<Void> done) {
        Subscription subscription =
                channelSubscribers.subscribe(channel, after, new First(done), loop);
        ScheduledFuture<?> timer =
                loop.schedule(
                        () -> done.complete(null), patience.toMillis(), TimeUnit.MILLISECONDS);
        done.whenComplete(
                (nothing, failure) -> {
                    timer.cancel(false);
                    channelSubscribers.unsubscribe(subscription);
                });
    }

    /** Completes with the first thing to read. */
    private record First(CompletableFuture<Void> done) implements Sink {

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
            // Pages have none.
        }

        @Override
        public boolean hasRoom() {
            return true;
        }
    }
}
