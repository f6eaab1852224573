package io.handoff.ops;

import io.handoff.live.Live;
import io.handoff.socket.Sockets;
import io.handoff.task.TaskWiring;
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
    private final TaskWiring tasks;
    private final Sockets sockets;
    private final Live live;
    private final DrainSettings settings;

    Drain(
            @Readiness Draining draining,
            TaskWiring tasks,
            Sockets sockets,
            Live live,
            DrainSettings settings) {
        this.draining = draining;
        this.tasks = tasks;
        this.sockets = sockets;
        this.live = live;
        this.settings = settings;
    }

    /** Holds the shutdown back until all is done: the event is synchronous. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        draining.begin();
        sockets.stopAdmitting();
        live.announceDrain(settings.sockets());
        LOG.infof(
                "Draining: %d tasks run and get up to %s",
                tasks.counts().running(), settings.tasks());
        tasks.drain(settings.tasks()).toCompletableFuture().join();
        live.endStreams(settings.sockets());
        sockets.drain(settings.sockets()).toCompletableFuture().join();
        LOG.info("Drained");
    }
}
