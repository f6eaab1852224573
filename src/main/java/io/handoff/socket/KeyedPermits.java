package io.handoff.socket;

import io.handoff.cluster.ReplicatedCounter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A number of permits for each key, for example for each user. The number holds for all replicas
 * together; each learns within seconds how many the others have given. Thread-safe.
 */
public final class KeyedPermits {

    private final int cap;
    private final ReplicatedCounter replicatedCounter;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /**
     * @throws IllegalArgumentException when {@code cap} is below 1
     */
    public KeyedPermits(int cap, ReplicatedCounter replicatedCounter) {
        if (cap < 1) {
            throw new IllegalArgumentException("The cap must be at least 1, not " + cap + ".");
        }
        this.cap = cap;
        this.replicatedCounter = replicatedCounter;
    }

    /** Takes a permit, also beyond the cap; returns whether it was within the cap. */
    public boolean take(String key) {
        int here =
                taken.compute(
                        key,
                        (k, count) -> {
                            int next = count == null ? 1 : count + 1;
                            replicatedCounter.set(key, next);
                            return next;
                        });
        return here + replicatedCounter.others(key) <= cap;
    }

    /** Releases a permit that was taken, within the cap or beyond. */
    public void release(String key) {
        taken.computeIfPresent(
                key,
                (k, count) -> {
                    replicatedCounter.set(key, count - 1);
                    return count == 1 ? null : count - 1;
                });
    }

    public int taken(String key) {
        return taken.getOrDefault(key, 0);
    }

    public int keys() {
        return taken.size();
    }

    public int cap() {
        return cap;
    }
}
