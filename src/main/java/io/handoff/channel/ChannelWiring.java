package io.handoff.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.bus.Bus;
import io.handoff.store.EventStore;
import io.handoff.store.Ids;
import io.handoff.store.TaskStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Puts the channels of this node together. */
@Singleton
final class ChannelWiring {

    private final ExecutorService threads;
    private final Replays replays;
    private final Topics topics;
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
        replays = new Replays(events, json, clock, threads);
        topics = new Topics(replays, json);
        publisher =
                new Publisher(
                        events,
                        bus,
                        new Ids(clock),
                        clock,
                        (int) settings.maxDataSize().asLongValue());
        access = new ChannelAccess(tasks);
        bus.listen(topics::publish);
        bus.onRecovery(new Recheck(topics, events, threads)::begin);
    }

    @Produces
    @Singleton
    Topics topics() {
        return topics;
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
