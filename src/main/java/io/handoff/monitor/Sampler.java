package io.handoff.monitor;

import io.handoff.bus.Bus;
import io.handoff.monitor.Sample.SocketCapacity;
import io.handoff.socket.ConnectionLimiters;
import io.handoff.task.engine.TaskCounts;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** Takes samples of this replica. Never blocks. */
final class Sampler {

    private final Names names;
    private final TaskCounters taskCounters;
    private final TaskCounts tasks;
    private final StoreProbe store;
    private final ConnectionLimiters connectionLimiters;
    private final Bus bus;
    private final InstantSource clock;
    private final long startedAt;
    private long since;

    /**
     * @param replica the name of this replica
     * @param store the kind of store
     * @param bus the kind of bus
     */
    record Names(String replica, String store, String bus) {}

    Sampler(
            Names names,
            TaskCounters taskCounters,
            TaskCounts tasks,
            StoreProbe store,
            ConnectionLimiters connectionLimiters,
            Bus bus,
            InstantSource clock) {
        this.names = names;
        this.taskCounters = taskCounters;
        this.tasks = tasks;
        this.store = store;
        this.connectionLimiters = connectionLimiters;
        this.bus = bus;
        this.clock = clock;
        this.startedAt = clock.millis();
        this.since = System.nanoTime();
    }

    /** Takes the next sample; call this on one thread at a time. */
    Sample next() {
        long nanos = System.nanoTime();
        double seconds = Math.round((nanos - since) / 1e6) / 1e3;
        since = nanos;
        long now = clock.millis();
        long oldest = store.oldestQueued();
        TaskCounters.Taken taken = taskCounters.take();
        return new Sample(
                names.replica(),
                now,
                startedAt,
                seconds,
                taken.accepted(),
                taken.started(),
                taken.succeeded(),
                taken.retried(),
                taken.dead(),
                taken.cancelled(),
                tasks.slotsBusy(),
                tasks.slots(),
                tasks.queued(),
                tasks.scheduled(),
                oldest == 0 ? 0 : Math.max(0, now - oldest),
                tasks.queueLimit(),
                store.ended(),
                StoreProbe.MAX_COUNTED,
                taken.waited(),
                taken.ran(),
                sockets(),
                names.store(),
                names.bus(),
                bus.status().connected(),
                store.up());
    }

    private Map<String, SocketCapacity> sockets() {
        Map<String, SocketCapacity> sockets = new TreeMap<>();
        connectionLimiters
                .connectionLimiters()
                .forEach(
                        connectionLimiter ->
                                sockets.put(
                                        connectionLimiter.name(),
                                        new SocketCapacity(
                                                connectionLimiter.open(),
                                                connectionLimiter.free(),
                                                connectionLimiter.cap())));
        return sockets;
    }
}
