package io.handoff.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.event.Event;
import io.netty.util.concurrent.EventExecutor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Who listens to which channel on this node. News of a channel costs one look-up where nobody
 * listens, and one task per event loop where somebody does, however many they are. Thread-safe.
 */
public final class ChannelSubscribers {

    private final Map<String, Map<EventExecutor, Set<Subscription>>> topics =
            new ConcurrentHashMap<>();
    private final LongAdder subscriptions = new LongAdder();
    private final HistoryReader historyReader;
    private final ObjectMapper json;

    ChannelSubscribers(HistoryReader historyReader, ObjectMapper json) {
        this.historyReader = historyReader;
        this.json = json;
    }

    /**
     * Begins to tell a channel to a sink. To be called on {@code loop}; the sink is called there,
     * never before this returns.
     *
     * @param after tells the events after this seq, or {@link Subscription#NOW}
     */
    public Subscription subscribe(String channel, long after, Sink sink, EventExecutor loop) {
        Subscription subscription = new Subscription(channel, after, sink, loop, historyReader);
        topics.compute(channel, (name, readers) -> with(readers, subscription));
        subscriptions.increment();
        // Only now: what is committed from here on, the bus tells; all before, the store.
        subscription.read();
        return subscription;
    }

    /** Ends it; to be called on its loop, once. */
    public void unsubscribe(Subscription subscription) {
        subscription.end();
        subscriptions.decrement();
        topics.computeIfPresent(
                subscription.channel(), (name, readers) -> without(readers, subscription));
    }

    /** The channels that somebody listens to now. */
    Set<String> listenedTo() {
        return Set.copyOf(topics.keySet());
    }

    /** News from the bus, hints too; from any thread, in each channel's order. */
    void publish(Event event) {
        Map<EventExecutor, Set<Subscription>> readers = topics.get(event.channel());
        if (readers == null) {
            return;
        }
        EncodedEvent encodedEvent = new EncodedEvent(event, json);
        for (EventExecutor loop : readers.keySet()) {
            try {
                loop.execute(() -> tell(loop, encodedEvent));
            } catch (RejectedExecutionException e) {
                // That loop is gone with all its connections.
            }
        }
    }

    private void tell(EventExecutor loop, EncodedEvent event) {
        Map<EventExecutor, Set<Subscription>> readers = topics.get(event.event().channel());
        Set<Subscription> here = readers == null ? null : readers.get(loop);
        if (here != null) {
            // A copy: whoever hears may leave.
            List.copyOf(here).forEach(subscription -> subscription.hear(event));
        }
    }

    public int channels() {
        return topics.size();
    }

    public long subscriptions() {
        return subscriptions.sum();
    }

    /** The sets are each used on one loop; the maps change only inside of {@code compute}. */
    private static Map<EventExecutor, Set<Subscription>> with(
            Map<EventExecutor, Set<Subscription>> readers, Subscription subscription) {
        Map<EventExecutor, Set<Subscription>> all =
                readers == null ? new ConcurrentHashMap<>() : readers;
        all.computeIfAbsent(subscription.loop(), loop -> new LinkedHashSet<>()).add(subscription);
        return all;
    }

    private static Map<EventExecutor, Set<Subscription>> without(
            Map<EventExecutor, Set<Subscription>> readers, Subscription subscription) {
        Set<Subscription> here = readers.get(subscription.loop());
        here.remove(subscription);
        if (here.isEmpty()) {
            readers.remove(subscription.loop());
        }
        return readers.isEmpty() ? null : readers;
    }
}
