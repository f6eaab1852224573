package io.handoff.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.access.Tokens;
import io.handoff.channel.ChannelAccess;
import io.handoff.channel.ChannelSubscribers;
import io.handoff.channel.Publisher;
import io.handoff.cluster.NodeName;
import io.handoff.cluster.ReplicatedCounters;
import io.handoff.limit.Limits;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Creates the live connections of this process. */
@Singleton
final class LiveWiring {

    private final ScheduledExecutorService timer;
    private final LiveConnections liveConnections;

    LiveWiring(
            LiveSettings settings,
            ChannelSubscribers channelSubscribers,
            Publisher publisher,
            ChannelAccess access,
            Tokens tokens,
            Limits limits,
            ReplicatedCounters replicatedCounters,
            ObjectMapper json,
            InstantSource clock,
            NodeName replica) {
        atLeastOne("messages-per-second", settings.messagesPerSecond());
        atLeastOne("message-burst", settings.messageBurst());
        atLeastOne("max-refused-messages", settings.maxRefusedMessages());
        atLeastOne("max-subscriptions", settings.maxSubscriptions());
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        job -> {
                            Thread thread = new Thread(job, "handoff-presence");
                            thread.setDaemon(true);
                            return thread;
                        });
        Presence presence =
                new Presence(
                        publisher,
                        timer,
                        settings.presenceDelay(),
                        settings.presenceToldUpTo(),
                        replicatedCounters.named("presence"));
        liveConnections =
                new LiveConnections(
                        new LiveContext(
                                channelSubscribers,
                                publisher,
                                access,
                                presence,
                                tokens,
                                limits,
                                new LiveCounts(),
                                settings,
                                json,
                                clock,
                                replica.text(),
                                Infrastructure.getDefaultExecutor()));
    }

    @Produces
    @Singleton
    LiveConnections liveConnections() {
        return liveConnections;
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new ConfigurationException(
                    "handoff.live." + name + " must be at least 1, not " + value + ".");
        }
    }
}
