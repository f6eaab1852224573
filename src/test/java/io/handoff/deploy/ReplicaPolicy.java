package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Replicas share a database and a bus and no disk, stand apart, and go one at a time. */
final class ReplicaPolicy {
    private static final Map<String, Integer> BUS_PORTS =
            Map.of("postgres", 5432, "redis", 6379, "rabbitmq", 5672);
    private static final Set<String> SPREAD =
            Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname");

    private final List<String> findings = new ArrayList<>();
    private final Manifests manifests;
    private final JsonNode workload;
    private final Map<String, String> settings;

    private ReplicaPolicy(Manifests manifests, JsonNode workload) {
        this.manifests = manifests;
        this.workload = workload;
        this.settings = manifests.settingsOf(workload);
    }

    static List<String> check(Manifests manifests) {
        return manifests.workloads().stream()
                .filter(workload -> areSeveral(manifests, workload))
                .flatMap(workload -> new ReplicaPolicy(manifests, workload).findings().stream())
                .toList();
    }

    private static boolean areSeveral(Manifests manifests, JsonNode workload) {
        return workload.at("/spec/replicas").asInt(1) > 1
                || manifests.ofKind("HorizontalPodAutoscaler").findAny().isPresent();
    }

    private List<String> findings() {
        checkSharing();
        checkWayOut();
        checkUpdate();
        checkSpread();
        require(
                manifests.ofKind("PodDisruptionBudget").anyMatch(this::keepsReplicas),
                "no PodDisruptionBudget of one at a time selects its pods");
        return findings;
    }

    private void checkSharing() {
        require("postgres".equals(settings.get("HANDOFF_STORE")), "replicas share no store");
        require(BUS_PORTS.containsKey(settings.getOrDefault("HANDOFF_BUS", "")), "have no bus");
        for (String part : List.of("JDBC_URL", "USERNAME", "PASSWORD")) {
            String name = "QUARKUS_DATASOURCE_POSTGRES_" + part;
            require(settings.containsKey(name), name + " is missing");
        }
        for (JsonNode volume : Manifests.pod(workload).path("volumes")) {
            require(
                    !volume.has("persistentVolumeClaim"),
                    "replicas would share the volume " + volume.path("name").asText());
        }
    }

    private void checkWayOut() {
        Set<Integer> open =
                manifests
                        .ofKind("NetworkPolicy")
                        .filter(p -> selects(p.at("/spec/podSelector")))
                        .flatMap(p -> p.at("/spec/egress").valueStream())
                        .flatMap(rule -> rule.path("ports").valueStream())
                        .map(port -> port.path("port").asInt())
                        .collect(Collectors.toSet());
        int bus = BUS_PORTS.getOrDefault(settings.getOrDefault("HANDOFF_BUS", ""), 5432);
        for (int port : List.of(5432, bus)) {
            require(open.contains(port), "no NetworkPolicy lets it out to port " + port);
        }
    }

    private void checkUpdate() {
        JsonNode strategy = workload.at("/spec/strategy");
        require(
                strategy.path("type").asText().equals("RollingUpdate")
                        && strategy.at("/rollingUpdate/maxUnavailable").asText().equals("0"),
                "an update takes replicas away before there are new ones");
    }

    private void checkSpread() {
        JsonNode constraints = Manifests.pod(workload).path("topologySpreadConstraints");
        Set<String> keys =
                constraints
                        .valueStream()
                        .map(constraint -> constraint.path("topologyKey").asText())
                        .collect(Collectors.toSet());
        require(keys.equals(SPREAD), "replicas are not spread over " + SPREAD);
        for (JsonNode constraint : constraints) {
            require(
                    selects(constraint.path("labelSelector")),
                    "a topology spread does not count its own pods");
        }
    }

    private boolean keepsReplicas(JsonNode budget) {
        return selects(budget.at("/spec/selector"))
                && budget.at("/spec/maxUnavailable").asInt() == 1;
    }

    private boolean selects(JsonNode selector) {
        return WiringPolicy.selects(selector.path("matchLabels"), workload);
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(Manifests.title(workload) + ": " + finding);
        }
    }
}
