package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an autoscaler needs, and what must leave it alone. */
final class ScalingPolicy {
    private final List<String> findings = new ArrayList<>();
    private final Manifests manifests;
    private final Set<String> scaled = new HashSet<>();

    private ScalingPolicy(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> check(Manifests manifests) {
        ScalingPolicy policy = new ScalingPolicy(manifests);
        manifests.ofKind("HorizontalPodAutoscaler").forEach(policy::checkScaler);
        return policy.findings;
    }

    private void checkScaler(JsonNode scaler) {
        checkTarget(scaler);
        int min = scaler.at("/spec/minReplicas").asInt(1);
        require(scaler, min >= 2, "minReplicas " + min + " leaves nobody when one goes");
        require(scaler, scaler.at("/spec/maxReplicas").asInt() > min, "has nowhere to go");
        require(
                scaler,
                scaler.at("/spec/metrics")
                        .valueStream()
                        .anyMatch(m -> m.at("/resource/name").asText().equals("cpu")),
                "does not look at the cpu");
        for (JsonNode metric : scaler.at("/spec/metrics")) {
            for (String type : List.of("pods", "external")) {
                String name = metric.path(type).at("/metric/name").asText("");
                require(
                        scaler,
                        name.isEmpty() || KnownMeters.contains(name),
                        name + " is not a meter of the service");
            }
        }
    }

    private void checkTarget(JsonNode scaler) {
        JsonNode target = scaler.at("/spec/scaleTargetRef");
        String name = target.path("name").asText();
        JsonNode workload =
                manifests
                        .find(target.path("kind").asText(), name)
                        .<JsonNode>map(w -> w)
                        .orElse(null);
        require(scaler, scaled.add(name), "is the second one for " + name);
        require(scaler, workload != null, "scales " + name + ", which is not there");
        require(
                scaler,
                workload == null || !workload.at("/spec").has("replicas"),
                "each apply would undo its choice: the Deployment says replicas");
    }

    private void require(JsonNode object, boolean holds, String finding) {
        if (!holds) {
            findings.add(Manifests.title(object) + ": " + finding);
        }
    }
}
