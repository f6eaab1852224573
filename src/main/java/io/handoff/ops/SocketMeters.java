package io.handoff.ops;

import io.handoff.periodic.PeriodicJobs;
import io.handoff.socket.ConnectionLimiter;
import io.handoff.socket.ConnectionLimiters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Counts sockets: open, refused and closed. */
@Singleton
final class SocketMeters {

    private final MeterRegistry registry;
    private final ConnectionLimiters connectionLimiters;
    private final Set<Object> known = ConcurrentHashMap.newKeySet();

    SocketMeters(MeterRegistry registry, ConnectionLimiters connectionLimiters, PeriodicJobs jobs) {
        this.registry = registry;
        this.connectionLimiters = connectionLimiters;
        jobs.every(Duration.ofSeconds(1), "registering meters of sockets", this::registerNew);
    }

    void register(@Observes StartupEvent event) {
        for (ConnectionLimiter connectionLimiter : connectionLimiters.connectionLimiters()) {
            Tags tags = Tags.of("socket", connectionLimiter.name());
            Gauge.builder("handoff.sockets.open", connectionLimiter, ConnectionLimiter::open)
                    .description("Sockets open now")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("handoff.sockets.cap", connectionLimiter, ConnectionLimiter::cap)
                    .description("Maximum number of open sockets")
                    .tags(tags)
                    .register(registry);
            Gauge.builder(
                            "handoff.sockets.unsent",
                            connectionLimiter,
                            g -> g.counts().unsentBytes())
                    .description("Bytes waiting for slow readers")
                    .baseUnit("bytes")
                    .tags(tags)
                    .register(registry);
        }
    }

    /** Registers a counter when its reason or code first occurs; it includes all occurrences. */
    private void registerNew() {
        for (ConnectionLimiter connectionLimiter : connectionLimiters.connectionLimiters()) {
            count(
                    connectionLimiter,
                    "handoff.sockets.rejected",
                    "reason",
                    g -> g.counts().refusedByReason());
            count(
                    connectionLimiter,
                    "handoff.sockets.closed",
                    "code",
                    g -> g.counts().closedByCode());
        }
    }

    private <K> void count(
            ConnectionLimiter connectionLimiter,
            String name,
            String tag,
            Function<ConnectionLimiter, Map<K, Long>> counts) {
        for (K key : counts.apply(connectionLimiter).keySet()) {
            if (known.add(name + connectionLimiter.name() + key)) {
                FunctionCounter.builder(
                                name, connectionLimiter, g -> counts.apply(g).getOrDefault(key, 0L))
                        .tags("socket", connectionLimiter.name(), tag, String.valueOf(key))
                        .register(registry);
            }
        }
    }
}
