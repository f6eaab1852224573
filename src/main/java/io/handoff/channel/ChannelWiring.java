package io.handoff.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.bus.BusMessage.Hint;
import io.handoff.bus.BusMessage.Published;
import io.handoff.event.EventStore;
import io.handoff.event.Ids;
import io.handoff.task.TaskStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Creates the channels of this replica. */
@Singleton
final class ChannelWiring {

    private final ExecutorService threads;
    private final HistoryReader historyReader;
    private final ChannelSubscribers channelSubscribers;
    private final Publisher publisher;
    private final ChannelAccess access;

    ChannelWiring(
            ChannelSettings settings,
            EventStore events,
            TaskStore tasks,
            Bus bus,
            ObjectMapper json,
            InstantSource clock) {
        if (settings.replayThreads() < 1) {
            throw new ConfigurationException(
                    "handoff.channels.replay-threads must be at least 1, not "
                            + settings.replayThreads()
                            + ".");
        }
        threads =
                Executors.newFixedThreadPool(
                        settings.replayThreads(),
                        job -> {
                            Thread thread = new Thread(job, "handoff-replay");
                            thread.setDaemon(true);
                            return thread;
                        });
        historyReader = new HistoryReader(events, json, clock, threads);
        channelSubscribers = new ChannelSubscribers(historyReader, json);
        publisher =
                new Publisher(
                        events,
                        bus,
                        new Ids(clock),
                        clock,
                        (int) settings.maxDataSize().asLongValue());
        access = new ChannelAccess(tasks);
        bus.listen(Published.class, message -> channelSubscribers.deliver(message.event()));
        bus.listen(Hint.class, hint -> channelSubscribers.catchUp(hint.channel(), hint.seq()));
        bus.onRecovery(new GapRecovery(channelSubscribers, events, threads)::start);
    }

    @Produces
    @Singleton
    ChannelSubscribers channelSubscribers() {
        return channelSubscribers;
    }

    @Produces
    @Singleton
    Publisher publisher() {
        return publisher;
    }

    @Produces
    @Singleton
    ChannelAccess access() {
        return access;
    }

    void stop(@Observes @Priority(2200) ShutdownEvent event) {
        threads.shutdownNow();
    }
}
