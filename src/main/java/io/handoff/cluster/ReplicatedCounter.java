package io.handoff.cluster;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts by key: this replica's own, exact at once, and what the others said of theirs, true within
 * seconds. Thread-safe.
 */
public final class ReplicatedCounter {

    private final String name;
    private final boolean alone;
    private final Map<String, Integer> own = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<String, Integer>> others = new ConcurrentHashMap<>();

    /**
     * @param alone whether there are no others to tell
     */
    ReplicatedCounter(String name, boolean alone) {
        this.name = name;
        this.alone = alone;
    }

    String name() {
        return name;
    }

    /** Sets this replica's count; 0 forgets the key. */
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

    /** The count of all other replicas together. */
    public int others(String key) {
        int sum = 0;
        for (Map<String, Integer> counts : others.values()) {
            sum += counts.getOrDefault(key, 0);
        }
        return sum;
    }

    /** The counts of all other replicas together, of the keys that begin so. */
    public Map<String, Integer> othersWith(String prefix) {
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

    /** What changed since this was last asked, with the counts as they are now. */
    Map<String, Integer> takeChanges() {
        Map<String, Integer> changes = new TreeMap<>();
        for (String key : Set.copyOf(changed)) {
            // In this order: a change in between is taken the next time.
            changed.remove(key);
            changes.put(key, own.getOrDefault(key, 0));
        }
        return changes;
    }

    Map<String, Integer> own() {
        return Map.copyOf(own);
    }

    /** Another replica said how some of its counts are. */
    void heard(String node, Map<String, Integer> counts) {
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

    /** Another replica has said all: what it did not name is no more. */
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
