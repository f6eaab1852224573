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
 * Drains the process while HTTP still answers: it is no longer ready, admits no upgrades and starts
 * no tasks, lets running tasks finish, then asks sockets to reconnect. An idle process drains at
 * once.
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

    /** The event is synchronous: the shutdown goes on when this returns. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        draining.begin();
        connectionLimiters.stopAdmitting();
        liveConnections.announceDrain(settings.sockets());
        LOG.infof(
                "Draining: %d running tasks have up to %s to finish",
                tasks.counts().running(), settings.tasks());
        tasks.drain(settings.tasks()).toCompletableFuture().join();
        liveConnections.endStreams(settings.sockets());
        connectionLimiters.drain(settings.sockets()).toCompletableFuture().join();
        LOG.info("Drained");
    }
}
