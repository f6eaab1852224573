package io.handoff.channel;

import io.handoff.event.Event;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Records everything that a subscription delivers. */
final class Reader implements Sink {

    final List<Start> starts = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Event> ephemeral = new ArrayList<>();
    final EventExecutor loop;
    private final long until;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private Subscription subscription;
    private int capacity = Integer.MAX_VALUE;

    /**
     * @param until completes {@link #done} with the event of that seq
     */
    Reader(EventExecutor loop, long until) {
        this.loop = loop;
        this.until = until;
    }

    Reader subscribe(ChannelSubscribers channelSubscribers, String channel, long after) {
        loop.execute(() -> subscription = channelSubscribers.subscribe(channel, after, this, loop));
        return this;
    }

    /** Takes only so many replayed events at first. */
    Reader startWith(int events) {
        capacity = events;
        return this;
    }

    void unsubscribe(ChannelSubscribers channelSubscribers) {
        loop.execute(() -> channelSubscribers.unsubscribe(subscription));
    }

    void capacity(int events) {
        loop.execute(
                () -> {
                    capacity = events;
                    subscription.resume();
                });
    }

    CompletableFuture<Void> done() {
        return done;
    }

    /** Completes when the subscription has started. */
    CompletableFuture<Void> started() {
        return started;
    }

    /** Completes when the loop has run everything submitted so far. */
    CompletableFuture<Void> settled() {
        return CompletableFuture.runAsync(() -> {}, loop);
    }

    /** Completes when the subscription matches. */
    CompletableFuture<Void> settles(Predicate<Subscription> wanted) {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        loop.execute(() -> look(wanted, settled));
        return settled;
    }

    private void look(Predicate<Subscription> wanted, CompletableFuture<Void> settled) {
        if (wanted.test(subscription)) {
            settled.complete(null);
        } else {
            loop.schedule(() -> look(wanted, settled), 5, TimeUnit.MILLISECONDS);
        }
    }

    List<Long> seqs() {
        return events.stream().map(Event::seq).toList();
    }

    @Override
    public void starts(Start start) {
        starts.add(start);
        started.complete(null);
        end(start.after());
    }

    @Override
    public void event(EncodedEvent event) {
        capacity--;
        events.add(event.event());
        end(event.event().seq());
    }

    private void end(long seq) {
        if (seq >= until) {
            done.complete(null);
        }
    }

    @Override
    public void ephemeral(EncodedEvent event) {
        ephemeral.add(event.event());
    }

    @Override
    public boolean hasCapacity() {
        return capacity > 0;
    }
}
