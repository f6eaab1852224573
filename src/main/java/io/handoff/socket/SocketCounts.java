package io.handoff.socket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what happened to the connections of one limiter since the start. Thread-safe. */
public final class SocketCounts {

    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final LongAdder unsent = new LongAdder();
    private final Map<Integer, LongAdder> closed = new ConcurrentHashMap<>();

    LongAdder unsent() {
        return unsent;
    }

    /** Bytes written for clients that have not reached their sockets yet. */
    public long unsentBytes() {
        return unsent.sum();
    }

    void refused(String reason) {
        refused.computeIfAbsent(reason, r -> new LongAdder()).increment();
    }

    void closed(int code) {
        closed.computeIfAbsent(code, c -> new LongAdder()).increment();
    }

    /** Refused upgrades by reason, see {@link Refusal}; reasons that never occurred are absent. */
    public Map<String, Long> refusedByReason() {
        return copy(refused);
    }

    /** Closed connections by close code, see {@link CloseCode}. */
    public Map<Integer, Long> closedByCode() {
        return copy(closed);
    }

    private static <K> Map<K, Long> copy(Map<K, LongAdder> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().sum()));
    }
}
