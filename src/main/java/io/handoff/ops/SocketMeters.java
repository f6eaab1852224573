package io.handoff.ops;

import io.handoff.socket.Gate;
import io.handoff.socket.Sockets;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** How many sockets are open, were refused and were closed. */
@Singleton
final class SocketMeters {

    private final MeterRegistry registry;
    private final Sockets sockets;
    private final Set<Object> known = ConcurrentHashMap.newKeySet();

    SocketMeters(MeterRegistry registry, Sockets sockets) {
        this.registry = registry;
        this.sockets = sockets;
    }

    void register(@Observes StartupEvent event) {
        for (Gate gate : sockets.gates()) {
            Tags tags = Tags.of("socket", gate.name());
            Gauge.builder("handoff.sockets.open", gate, Gate::open)
                    .description("Sockets open now")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("handoff.sockets.cap", gate, Gate::cap)
                    .description("Sockets that may be open")
                    .tags(tags)
                    .register(registry);
            Gauge.builder("handoff.sockets.unsent", gate, g -> g.counts().unsentBytes())
                    .description("Bytes that wait for slow readers")
                    .baseUnit("bytes")
                    .tags(tags)
                    .register(registry);
        }
    }

    /** Reasons and codes appear when they first occur; their counters count from the start. */
    @Scheduled(every = "1s", delayed = "1s")
    void look() {
        for (Gate gate : sockets.gates()) {
            count(gate, "handoff.sockets.rejected", "reason", g -> g.counts().refusedByReason());
            count(gate, "handoff.sockets.closed", "code", g -> g.counts().closedByCode());
        }
    }

    private <K> void count(
            Gate gate, String name, String tag, Function<Gate, Map<K, Long>> counts) {
        for (K key : counts.apply(gate).keySet()) {
            if (known.add(name + gate.name() + key)) {
                FunctionCounter.builder(name, gate, g -> counts.apply(g).getOrDefault(key, 0L))
                        .tags("socket", gate.name(), tag, String.valueOf(key))
                        .register(registry);
            }
        }
    }
}
