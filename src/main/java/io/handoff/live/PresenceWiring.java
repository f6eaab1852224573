package io.handoff.live;

import io.handoff.channel.ChannelAccess;
import io.handoff.channel.ChannelSubscribers;
import io.handoff.channel.Publisher;
import io.handoff.cluster.ReplicatedCounters;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Makes what live connections do in channels, presence among it. */
@Singleton
final class PresenceWiring {

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    job -> {
                        Thread thread = new Thread(job, "handoff-presence");
                        thread.setDaemon(true);
                        return thread;
                    });

    @Produces
    @Singleton
    LiveContext.Channels channels(
            LiveSettings settings,
            ChannelSubscribers subscribers,
            Publisher publisher,
            ChannelAccess access,
            ReplicatedCounters counters) {
        Presence presence =
                new Presence(
                        publisher,
                        timer,
                        settings.presenceDelay(),
                        settings.presenceToldUpTo(),
                        counters.named("presence"));
        return new LiveContext.Channels(subscribers, publisher, access, presence);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }
}
