package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Names that point at each other across objects: nothing in Kubernetes complains if they do not.
 */
final class WiringPolicy {
    private final Manifests manifests;
    private final List<String> findings = new ArrayList<>();

    private WiringPolicy(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> check(Manifests manifests) {
        WiringPolicy policy = new WiringPolicy(manifests);
        manifests.workloads().forEach(policy::checkWorkload);
        manifests.ofKind("Service").forEach(policy::checkService);
        manifests.ofKind("NetworkPolicy").forEach(policy::checkNetworkPolicy);
        for (JsonNode workload : manifests.workloads()) {
            boolean guarded =
                    manifests
                            .ofKind("NetworkPolicy")
                            .anyMatch(
                                    p -> selects(p.at("/spec/podSelector/matchLabels"), workload));
            policy.require(workload, guarded, "no NetworkPolicy selects its pods");
        }
        return policy.findings;
    }

    private void checkWorkload(JsonNode workload) {
        JsonNode pod = Manifests.pod(workload);
        require(
                workload,
                selects(workload.at("/spec/selector/matchLabels"), workload),
                "selector does not match its own pod labels");
        String account = pod.path("serviceAccountName").asText("default");
        require(
                workload,
                manifests.find("ServiceAccount", account).isPresent(),
                "ServiceAccount " + account + " is not there");
        for (JsonNode container : pod.path("containers")) {
            for (JsonNode source : container.path("envFrom")) {
                checkReference(workload, source, "configMapRef", "ConfigMap");
            }
            for (JsonNode variable : container.path("env")) {
                checkReference(
                        workload, variable.path("valueFrom"), "configMapKeyRef", "ConfigMap");
            }
            for (JsonNode mount : container.path("volumeMounts")) {
                String name = mount.path("name").asText();
                require(workload, volume(pod, name).isObject(), "volume " + name + " is not there");
            }
        }
        for (JsonNode volume : pod.path("volumes")) {
            String claim = volume.at("/persistentVolumeClaim/claimName").asText("");
            require(
                    workload,
                    claim.isEmpty() || manifests.find("PersistentVolumeClaim", claim).isPresent(),
                    "PersistentVolumeClaim " + claim + " is not there");
        }
    }

    static JsonNode volume(JsonNode pod, String name) {
        return pod.path("volumes")
                .valueStream()
                .filter(volume -> volume.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(() -> pod.path("no such volume"));
    }

    private void checkReference(JsonNode workload, JsonNode holder, String field, String kind) {
        JsonNode reference = holder.path(field);
        String name = reference.path("name").asText();
        require(
                workload,
                !reference.isObject()
                        || reference.path("optional").asBoolean()
                        || manifests.find(kind, name).isPresent(),
                kind + " " + name + " is not there");
    }

    private void checkService(JsonNode service) {
        List<JsonNode> targets = targets(service.at("/spec/selector"));
        require(service, !targets.isEmpty(), "selects no pods");
        for (JsonNode target : targets) {
            for (JsonNode port : service.at("/spec/ports")) {
                String wanted = port.path("targetPort").asText(port.path("port").asText());
                require(service, hasPort(target, wanted), "targets no port " + wanted);
            }
        }
    }

    private void checkNetworkPolicy(JsonNode policy) {
        List<JsonNode> targets = targets(policy.at("/spec/podSelector/matchLabels"));
        require(policy, !targets.isEmpty(), "selects no pods");
        for (JsonNode rule : policy.at("/spec/egress")) {
            require(policy, !rule.path("ports").isEmpty(), "lets every port out");
        }
        for (JsonNode rule : policy.at("/spec/ingress")) {
            require(policy, !rule.path("ports").isEmpty(), "lets every port in");
            for (JsonNode port : rule.path("ports")) {
                String open = port.path("port").asText();
                require(
                        policy,
                        targets.stream().allMatch(target -> hasPort(target, open)),
                        "lets port " + open + " in, where nothing listens");
            }
        }
    }

    private List<JsonNode> targets(JsonNode selector) {
        return manifests.workloads().stream()
                .filter(workload -> selects(selector, workload))
                .<JsonNode>map(workload -> workload)
                .toList();
    }

    static boolean selects(JsonNode selector, JsonNode workload) {
        return isPartOf(selector, workload.at("/spec/template/metadata/labels"));
    }

    static boolean isPartOf(JsonNode selector, JsonNode labels) {
        return !selector.isEmpty()
                && selector.properties().stream()
                        .allMatch(pair -> pair.getValue().equals(labels.get(pair.getKey())));
    }

    private static boolean hasPort(JsonNode workload, String port) {
        return Manifests.pod(workload)
                .path("containers")
                .valueStream()
                .flatMap(container -> container.path("ports").valueStream())
                .anyMatch(
                        p ->
                                p.path("name").asText("-").equals(port)
                                        || p.path("containerPort").asText().equals(port));
    }

    private void require(JsonNode object, boolean holds, String finding) {
        if (!holds) {
            findings.add(Manifests.title(object) + ": " + finding);
        }
    }
}
