package io.handoff.ops;

import io.handoff.channel.ChannelSubscribers;
import io.handoff.channel.LongPoll;
import io.handoff.live.LiveConnections;
import io.handoff.live.LiveCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** Subscriptions and dropped events. {@link SocketMeters} counts the sockets. */
@Singleton
final class LiveMeters {

    private final MeterRegistry registry;
    private final ChannelSubscribers channelSubscribers;
    private final LongPoll longPoll;
    private final LiveCounts counts;

    LiveMeters(
            MeterRegistry registry,
            ChannelSubscribers channelSubscribers,
            LongPoll longPoll,
            LiveConnections liveConnections) {
        this.registry = registry;
        this.channelSubscribers = channelSubscribers;
        this.longPoll = longPoll;
        this.counts = liveConnections.counts();
    }

    void register(@Observes StartupEvent event) {
        gauge(
                "handoff.live.channels",
                "Channels with subscribers",
                channelSubscribers,
                ChannelSubscribers::channels);
        gauge(
                "handoff.live.subscriptions",
                "Subscriptions to channels",
                channelSubscribers,
                ChannelSubscribers::subscriptions);
        gauge("handoff.live.waiters", "Long polls waiting now", longPoll, LongPoll::waiting);
        gauge("handoff.live.streams", "Event streams open now", counts, LiveCounts::streams);
        FunctionCounter.builder(
                        "handoff.live.ephemeral.dropped", counts, LiveCounts::ephemeralDropped)
                .description("Ephemeral events dropped for slow readers")
                .register(registry);
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(description).register(registry);
    }
}
