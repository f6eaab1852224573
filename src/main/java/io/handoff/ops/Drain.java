package io.handoff.ops;

import io.handoff.live.LiveConnections;
import io.handoff.socket.ConnectionLimiters;
import io.handoff.task.engine.TaskEngine;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Leaves in order, while HTTP still answers: not ready, no new upgrades or claims, running tasks
 * get their time, sockets are told to reconnect. With nothing to do, this takes no time.
 */
@Singleton
final class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);

    private final Draining draining;
    private final TaskEngine tasks;
    private final ConnectionLimiters connectionLimiters;
    private final LiveConnections liveConnections;
    private final DrainSettings settings;

    Drain(
            @Readiness Draining draining,
            TaskEngine tasks,
            ConnectionLimiters connectionLimiters,
            LiveConnections liveConnections,
            DrainSettings settings) {
        this.draining = draining;
        this.tasks = tasks;
        this.connectionLimiters = connectionLimiters;
        this.liveConnections = liveConnections;
        this.settings = settings;
    }

    /** Holds the shutdown back until all is done: the event is synchronous. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        draining.begin();
        connectionLimiters.stopAdmitting();
        liveConnections.announceDrain(settings.sockets());
        LOG.infof(
                "Draining: %d tasks run and get up to %s",
                tasks.counts().running(), settings.tasks());
        tasks.drain(settings.tasks()).toCompletableFuture().join();
        liveConnections.endStreams(settings.sockets());
        connectionLimiters.drain(settings.sockets()).toCompletableFuture().join();
        LOG.info("Drained");
    }
}
