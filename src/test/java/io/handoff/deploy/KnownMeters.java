package io.handoff.deploy;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/**
 * The meters that manifests rely on, by the names and labels Prometheus sees. {@link
 * KnownMetersTest} holds the first list against what the service tells.
 */
final class KnownMeters {
    static final Map<String, Set<String>> OURS =
            Map.ofEntries(
                    entry("handoff_tasks_finished_total", Set.of("kind", "outcome")),
                    entry("handoff_tasks_oldest_waiting_age_seconds", Set.of()),
                    entry("handoff_tasks_queued", Set.of()),
                    entry("handoff_tasks_scheduled", Set.of()),
                    entry("handoff_tasks_queue_limit", Set.of()),
                    entry("handoff_bus_connected", Set.of()),
                    entry("handoff_bus_lag_seconds", Set.of()),
                    entry("handoff_bus_dropped_total", Set.of()),
                    entry("handoff_sockets_open", Set.of("socket")),
                    entry("handoff_sockets_cap", Set.of("socket")),
                    entry("handoff_limits_reached_total", Set.of("limit", "enforced")),
                    entry("handoff_store_commit_wait_seconds_max", Set.of()));

    /** Prometheus' own, and those of kube-state-metrics. */
    private static final Map<String, Set<String>> OTHERS =
            Map.of(
                    "up", Set.of(),
                    "kube_deployment_status_replicas_unavailable", Set.of("deployment"));

    /** What the Prometheus Operator puts on everything it scrapes. */
    private static final Set<String> EVERYWHERE = Set.of("namespace", "pod", "job", "service");

    private KnownMeters() {}

    static boolean contains(String name) {
        return OURS.containsKey(name);
    }

    static boolean isKnown(String name) {
        return contains(name) || OTHERS.containsKey(name);
    }

    static boolean hasLabel(String name, String label) {
        return EVERYWHERE.contains(label)
                || OURS.getOrDefault(name, Set.of()).contains(label)
                || OTHERS.getOrDefault(name, Set.of()).contains(label);
    }
}
