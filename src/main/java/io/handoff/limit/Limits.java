package io.handoff.limit;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often each limit was reached, and says whether it holds. Thread-safe. */
@Singleton
public final class Limits {

    private final Map<Limit, LongAdder> reached = new EnumMap<>(Limit.class);
    private final Set<Limit> onlyCounted;

    /**
     * @throws ConfigurationException for a name that is none: stops the start
     */
    @Inject
    public Limits(LimitSettings settings) {
        this(named(settings.onlyCounted().orElse(Set.of())));
    }

    private Limits(Set<Limit> onlyCounted) {
        this.onlyCounted = onlyCounted;
        for (Limit limit : Limit.values()) {
            reached.put(limit, new LongAdder());
        }
    }

    /** All of them hold. */
    public static Limits enforced() {
        return new Limits(EnumSet.noneOf(Limit.class));
    }

    /** Counts, and returns whether to refuse. */
    public boolean reached(Limit limit) {
        reached.get(limit).increment();
        return !onlyCounted.contains(limit);
    }

    public boolean enforces(Limit limit) {
        return !onlyCounted.contains(limit);
    }

    /** How often it was reached since the start. */
    public long count(Limit limit) {
        return reached.get(limit).sum();
    }

    private static Set<Limit> named(Set<String> names) {
        Set<Limit> limits = EnumSet.noneOf(Limit.class);
        names.forEach(name -> limits.add(named(name.trim())));
        return limits;
    }

    private static Limit named(String name) {
        return Arrays.stream(Limit.values())
                .filter(limit -> limit.label().equals(name) && limit != Limit.BODY_SIZE)
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static ConfigurationException unknown(String name) {
        return new ConfigurationException(
                "handoff.limits.only-counted names '"
                        + name
                        + "'; it may name: "
                        + String.join(
                                ", ",
                                Arrays.stream(Limit.values())
                                        .filter(limit -> limit != Limit.BODY_SIZE)
                                        .map(Limit::label)
                                        .toList())
                        + ".");
    }
}
