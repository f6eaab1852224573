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
import java.util.function.Consumer;

/**
 * The subscriptions of this replica, by channel. An event costs one look-up if its channel has
 * none, else one task per event loop, however many subscriptions there are. Thread-safe.
 */
public final class ChannelSubscribers {

    private final Map<String, Map<EventExecutor, Set<Subscription>>> byChannel =
            new ConcurrentHashMap<>();
    private final LongAdder subscriptions = new LongAdder();
    private final HistoryReader historyReader;
    private final ObjectMapper json;

    ChannelSubscribers(HistoryReader historyReader, ObjectMapper json) {
        this.historyReader = historyReader;
        this.json = json;
    }

    /**
     * Subscribes a sink to a channel. Call this on {@code loop}; the sink is called there, never
     * before this method returns.
     *
     * @param after the seq after which to begin, or {@link Subscription#NOW}
     */
    public Subscription subscribe(String channel, long after, Sink sink, EventExecutor loop) {
        Subscription subscription = new Subscription(channel, after, sink, loop, historyReader);
        byChannel.compute(channel, (name, loops) -> with(loops, subscription));
        subscriptions.increment();
        // Only now: the bus delivers everything committed from here on; the store has the rest.
        subscription.read();
        return subscription;
    }

    /** Ends a subscription; call this on its loop, once. */
    public void unsubscribe(Subscription subscription) {
        subscription.end();
        subscriptions.decrement();
        byChannel.computeIfPresent(
                subscription.channel(), (name, loops) -> without(loops, subscription));
    }

    /** The channels with a subscription. */
    Set<String> subscribedChannels() {
        return Set.copyOf(byChannel.keySet());
    }

    /** Delivers an event from the bus; from any thread, in the order of its channel. */
    void deliver(Event event) {
        EncodedEvent encodedEvent = new EncodedEvent(event, json);
        onEachLoop(event.channel(), subscription -> subscription.receive(encodedEvent));
    }

    /** The store has events of this channel up to a seq: readers that are behind read them. */
    void catchUp(String channel, long seq) {
        onEachLoop(channel, subscription -> subscription.catchUp(seq));
    }

    private void onEachLoop(String channel, Consumer<Subscription> action) {
        Map<EventExecutor, Set<Subscription>> loops = byChannel.getOrDefault(channel, Map.of());
        for (EventExecutor loop : loops.keySet()) {
            try {
                loop.execute(() -> onLoop(loop, channel, action));
            } catch (RejectedExecutionException e) {
                // This loop has ended, with all its connections.
            }
        }
    }

    private void onLoop(EventExecutor loop, String channel, Consumer<Subscription> action) {
        Map<EventExecutor, Set<Subscription>> loops = byChannel.getOrDefault(channel, Map.of());
        // A copy: an action may end a subscription.
        List.copyOf(loops.getOrDefault(loop, Set.of())).forEach(action);
    }

    public int channels() {
        return byChannel.size();
    }

    public long subscriptions() {
        return subscriptions.sum();
    }

    /** Each set is used on one loop; the maps change only inside {@code compute}. */
    private static Map<EventExecutor, Set<Subscription>> with(
            Map<EventExecutor, Set<Subscription>> loops, Subscription subscription) {
        Map<EventExecutor, Set<Subscription>> all =
                loops == null ? new ConcurrentHashMap<>() : loops;
        all.computeIfAbsent(subscription.loop(), loop -> new LinkedHashSet<>()).add(subscription);
        return all;
    }

    private static Map<EventExecutor, Set<Subscription>> without(
            Map<EventExecutor, Set<Subscription>> loops, Subscription subscription) {
        Set<Subscription> here = loops.get(subscription.loop());
        here.remove(subscription);
        if (here.isEmpty()) {
            loops.remove(subscription.loop());
        }
        return loops.isEmpty() ? null : loops;
    }
}
