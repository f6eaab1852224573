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

/** Counts how often each limit is reached, and decides whether it is enforced. Thread-safe. */
@Singleton
public final class Limits {

    private final Map<Limit, LongAdder> reached = new EnumMap<>(Limit.class);
    private final Set<Limit> onlyCounted;

    /**
     * @throws ConfigurationException for an unknown name; the server does not start then
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

    /** All limits are enforced. */
    public static Limits enforced() {
        return new Limits(EnumSet.noneOf(Limit.class));
    }

    /** Counts that the limit is reached, and returns whether to enforce it. */
    public boolean reached(Limit limit) {
        reached.get(limit).increment();
        return !onlyCounted.contains(limit);
    }

    public boolean enforces(Limit limit) {
        return !onlyCounted.contains(limit);
    }

    /** How often the limit was reached since the start. */
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
                "Unknown limit '"
                        + name
                        + "' in handoff.limits.only-counted; known limits: "
                        + String.join(
                                ", ",
                                Arrays.stream(Limit.values())
                                        .filter(limit -> limit != Limit.BODY_SIZE)
                                        .map(Limit::label)
                                        .toList())
                        + ".");
    }
}
