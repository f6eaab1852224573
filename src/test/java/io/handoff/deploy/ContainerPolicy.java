package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every container of ours must have: probes, a drain that fits the grace, its resources. */
final class ContainerPolicy {
    private static final int DRAIN_TASKS_SECONDS = 25;
    private static final int CLOSE_SOCKETS_SECONDS = 10;
    private static final Map<String, String> PROBES =
            Map.of(
                    "startupProbe", "/q/health/started",
                    "livenessProbe", "/q/health/live",
                    "readinessProbe", "/q/health/ready");

    private final List<String> findings = new ArrayList<>();
    private final String title;
    private final JsonNode pod;

    private ContainerPolicy(JsonNode workload) {
        title = Manifests.title(workload);
        pod = Manifests.pod(workload);
    }

    static List<String> check(Manifests manifests) {
        return manifests.workloads().stream()
                .flatMap(workload -> new ContainerPolicy(workload).findings().stream())
                .toList();
    }

    private List<String> findings() {
        require(pod.path("containers").size() > 0, "has no containers");
        for (JsonNode container : pod.path("containers")) {
            PROBES.forEach((probe, path) -> checkProbe(container, probe, path));
            checkGrace(container);
            checkResources(container);
            checkImage(container.path("image").asText());
        }
        return findings;
    }

    private void checkProbe(JsonNode container, String name, String path) {
        JsonNode probe = container.path(name);
        require(probe.isObject(), "has no " + name);
        require(probe.at("/httpGet/path").asText().equals(path), name + " must ask " + path);
        String port = probe.at("/httpGet/port").asText();
        require(
                container
                        .path("ports")
                        .valueStream()
                        .anyMatch(
                                p ->
                                        p.path("name").asText("-").equals(port)
                                                || p.path("containerPort").asText().equals(port)),
                name + " asks port " + port + ", which the container does not have");
        require(
                probe.path("timeoutSeconds").asInt(1) >= 2,
                name + " leaves less than 2 s for an answer");
    }

    private void checkGrace(JsonNode container) {
        int preStop = container.at("/lifecycle/preStop/sleep/seconds").asInt(0);
        int grace = pod.path("terminationGracePeriodSeconds").asInt(30);
        int drain = preStop + DRAIN_TASKS_SECONDS + CLOSE_SOCKETS_SECONDS;
        require(preStop > 0, "has no preStop sleep");
        require(
                grace > drain,
                "terminationGracePeriodSeconds " + grace + " is not above the drain's " + drain);
    }

    private void checkResources(JsonNode container) {
        JsonNode requests = container.at("/resources/requests");
        JsonNode limits = container.at("/resources/limits");
        require(requests.has("cpu"), "requests no cpu");
        require(requests.has("memory"), "requests no memory");
        require(limits.has("memory"), "has no memory limit");
        require(!limits.has("cpu"), "has a cpu limit, which throttles");
        requests.forEach(this::checkQuantity);
        limits.forEach(this::checkQuantity);
    }

    private void checkQuantity(JsonNode quantity) {
        try {
            require(
                    Quantity.parse(quantity.asText()).getNumericalAmount().signum() > 0,
                    quantity + " must be above zero");
        } catch (IllegalArgumentException | ArithmeticException e) {
            findings.add(title + ": " + quantity + " is not a quantity");
        }
    }

    private void checkImage(String image) {
        String tag = image.substring(image.lastIndexOf('/') + 1);
        require(
                tag.contains(":") && !tag.endsWith(":latest") && !tag.endsWith(":"),
                "image " + image + " names no version");
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(title + ": " + finding);
        }
    }
}
