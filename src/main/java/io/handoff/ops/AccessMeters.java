package io.handoff.ops;

import io.handoff.access.AccessMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts refused requests by reason. */
@Singleton
final class AccessMeters implements AccessMeter {

    private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

    AccessMeters(MeterRegistry registry) {
        for (Reason reason : Reason.values()) {
            refused.put(
                    reason,
                    Counter.builder("handoff.access.refused")
                            .description("Requests refused for lack of valid credentials or rights")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    @Override
    public void refused(Reason reason) {
        Objects.requireNonNull(refused.get(reason)).increment();
    }
}
