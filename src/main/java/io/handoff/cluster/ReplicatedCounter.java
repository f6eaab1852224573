package io.handoff.cluster;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts by key: this replica's own, always exact, and those of the other replicas, which are up to
 * a few seconds old. Thread-safe.
 */
public final class ReplicatedCounter {

    private final String name;
    private final boolean alone;
    private final Map<String, Integer> own = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<String, Integer>> others = new ConcurrentHashMap<>();

    /**
     * @param alone whether there are no other replicas
     */
    ReplicatedCounter(String name, boolean alone) {
        this.name = name;
        this.alone = alone;
    }

    String name() {
        return name;
    }

    /** Sets this replica's count; 0 removes the key. */
    public void set(String key, int count) {
        if (alone || count == own.getOrDefault(key, 0)) {
            return;
        }
        if (count == 0) {
            own.remove(key);
        } else {
            own.put(key, count);
        }
        changed.add(key);
    }

    /** The sum over all other replicas. */
    public int others(String key) {
        int sum = 0;
        for (Map<String, Integer> counts : others.values()) {
            sum += counts.getOrDefault(key, 0);
        }
        return sum;
    }

    /** The sums over all other replicas, for the keys with a prefix. */
    public Map<String, Integer> othersByPrefix(String prefix) {
        Map<String, Integer> sums = new TreeMap<>();
        for (Map<String, Integer> counts : others.values()) {
            counts.forEach(
                    (key, count) -> {
                        if (key.startsWith(prefix)) {
                            sums.merge(key, count, Integer::sum);
                        }
                    });
        }
        return sums;
    }

    /** The keys that changed since the last call, with their current counts. */
    Map<String, Integer> takeChanges() {
        Map<String, Integer> changes = new TreeMap<>();
        for (String key : Set.copyOf(changed)) {
            // In this order: the next call returns a change that comes in between.
            changed.remove(key);
            changes.put(key, own.getOrDefault(key, 0));
        }
        return changes;
    }

    Map<String, Integer> own() {
        return Map.copyOf(own);
    }

    /** Takes some counts of another replica. */
    void update(String node, Map<String, Integer> counts) {
        Map<String, Integer> known = others.computeIfAbsent(node, n -> new ConcurrentHashMap<>());
        counts.forEach(
                (key, count) -> {
                    if (count == 0) {
                        known.remove(key);
                    } else {
                        known.put(key, count);
                    }
                });
    }

    /** Another replica has sent a full report: removes the keys that it did not name. */
    void keepOnly(String node, Set<String> keys) {
        Map<String, Integer> known = others.get(node);
        if (known != null) {
            known.keySet().retainAll(new HashSet<>(keys));
        }
    }

    void forget(String node) {
        others.remove(node);
    }
}
