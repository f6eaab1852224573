package io.handoff.ops;

import io.handoff.limit.Limit;
import io.handoff.limit.Limits;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Counts how often each limit was reached, whether enforced or only counted. */
@Singleton
final class LimitMeters {

    private final MeterRegistry registry;
    private final Limits limits;

    LimitMeters(MeterRegistry registry, Limits limits) {
        this.registry = registry;
        this.limits = limits;
    }

    void register(@Observes StartupEvent event) {
        for (Limit limit : Limit.values()) {
            FunctionCounter.builder("handoff.limits.reached", limits, l -> l.count(limit))
                    .description("Times a limit was reached")
                    .tag("limit", limit.label())
                    .tag("enforced", String.valueOf(limits.enforces(limit)))
                    .register(registry);
        }
    }
}
