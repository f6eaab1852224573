package io.handoff.cluster;

import io.handoff.bus.Bus;
import io.handoff.bus.BusMessage.Counts;
import io.handoff.bus.BusMessage.NodeLeft;
import io.handoff.event.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All counters of this replica, kept in step with those of the others: it sends changes as they
 * come, and a full report every few seconds, which repairs what a lost message broke. The counts of
 * a replica that stays silent for its lease no longer apply.
 */
public final class ReplicatedCounters {

    /** Keys per message, so that it fits into the smallest bus. */
    private static final int MAX_KEYS = 50;

    private record Report(String node, String counter) {}

    private final Map<String, ReplicatedCounter> counters = new ConcurrentHashMap<>();
    private final Map<String, Long> receivedAt = new ConcurrentHashMap<>();
    private final Map<Report, Set<String>> keysReported = new ConcurrentHashMap<>();
    private final Bus bus;
    private final InstantSource clock;
    private final String self;
    private final long leaseMillis;
    private final boolean alone;

    /**
     * @param lease how long the counts of a silent replica apply
     * @param alone whether this is a single process, without other replicas
     */
    public ReplicatedCounters(Bus bus, InstantSource clock, Duration lease, boolean alone) {
        this.alone = alone;
        this.bus = bus;
        this.clock = clock;
        this.self = new Ids(clock).next();
        this.leaseMillis = lease.toMillis();
        if (!alone) {
            bus.listen(Counts.class, this::receive);
            bus.listen(NodeLeft.class, left -> forget(left.node()));
        }
    }

    public ReplicatedCounter named(String name) {
        return counters.computeIfAbsent(name, n -> new ReplicatedCounter(n, alone));
    }

    /** The number of live replicas, including this one. */
    public int replicas() {
        return receivedAt.size() + 1;
    }

    /** Sends what changed since the last call; call this about once a second. */
    public void sendChanges() {
        counters.values().forEach(counter -> send(counter.name(), counter.takeChanges()));
    }

    /** Sends a full report, and forgets replicas whose lease has expired. */
    public void sendAll() {
        counters.values().forEach(counter -> sendReport(counter.name(), counter.own()));
        long earliest = clock.millis() - leaseMillis;
        receivedAt.forEach(
                (node, at) -> {
                    if (at < earliest) {
                        forget(node);
                    }
                });
    }

    /** This replica shuts down. */
    public void leave() {
        bus.send(new NodeLeft(self));
    }

    private void send(String counter, Map<String, Integer> changes) {
        for (Map<String, Integer> part : parts(changes)) {
            bus.send(new Counts(self, counter, part, false, false));
        }
    }

    /** Sends at least one message: without counts it says that there are none. */
    private void sendReport(String counter, Map<String, Integer> counts) {
        List<Map<String, Integer>> parts = parts(counts);
        if (parts.isEmpty()) {
            parts.add(Map.of());
        }
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            bus.send(new Counts(self, counter, parts.get(i), i == 0, last));
        }
    }

    private static List<Map<String, Integer>> parts(Map<String, Integer> counts) {
        List<Map<String, Integer>> parts = new ArrayList<>();
        Map<String, Integer> part = Map.of();
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            if (parts.isEmpty() || part.size() == MAX_KEYS) {
                part = new HashMap<>();
                parts.add(part);
            }
            part.put(count.getKey(), count.getValue());
        }
        return parts;
    }

    private void receive(Counts message) {
        String node = message.node();
        if (node.equals(self)) {
            return;
        }
        receivedAt.put(node, clock.millis());
        ReplicatedCounter counter = named(message.counter());
        counter.update(node, message.counts());
        Report report = new Report(node, message.counter());
        if (message.first()) {
            keysReported.put(report, new HashSet<>());
        }
        Set<String> keys = keysReported.get(report);
        if (keys != null) {
            keys.addAll(message.counts().keySet());
            if (message.last()) {
                keysReported.remove(report);
                counter.keepOnly(node, keys);
            }
        }
    }

    private void forget(String node) {
        receivedAt.remove(node);
        keysReported.keySet().removeIf(report -> report.node().equals(node));
        counters.values().forEach(counter -> counter.forget(node));
    }
}
