package io.handoff.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.access.Tokens;
import io.handoff.cluster.NodeName;
import io.handoff.limit.Limits;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Creates the live connections of this process. */
@Singleton
final class LiveWiring {

    private final LiveConnections liveConnections;

    LiveWiring(
            LiveSettings settings,
            LiveContext.Channels channels,
            Tokens tokens,
            Limits limits,
            ObjectMapper json,
            InstantSource clock,
            NodeName replica) {
        atLeastOne("messages-per-second", settings.messagesPerSecond());
        atLeastOne("message-burst", settings.messageBurst());
        atLeastOne("max-refused-messages", settings.maxRefusedMessages());
        atLeastOne("max-subscriptions", settings.maxSubscriptions());
        liveConnections =
                new LiveConnections(
                        new LiveContext(
                                channels,
                                tokens,
                                limits,
                                new LiveCounts(),
                                settings,
                                json,
                                clock,
                                new LiveContext.Node(
                                        replica.text(), Infrastructure.getDefaultExecutor())));
    }

    @Produces
    @Singleton
    LiveConnections liveConnections() {
        return liveConnections;
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new ConfigurationException(
                    "handoff.live." + name + " must be at least 1, not " + value + ".");
        }
    }
}
