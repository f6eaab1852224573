package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is scraped is there, and every alert can ring and says what to do. */
final class MonitoringPolicy {
    private final List<String> findings = new ArrayList<>();
    private final Manifests manifests;
    private final Set<String> names = new HashSet<>();

    private MonitoringPolicy(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> check(Manifests manifests) {
        MonitoringPolicy policy = new MonitoringPolicy(manifests);
        manifests.ofKind("ServiceMonitor").forEach(policy::checkMonitor);
        manifests
                .ofKind("PrometheusRule")
                .flatMap(rules -> rules.at("/spec/groups").valueStream())
                .flatMap(group -> group.path("rules").valueStream())
                .forEach(policy::checkAlert);
        return policy.findings;
    }

    private void checkMonitor(JsonNode monitor) {
        JsonNode selector = monitor.at("/spec/selector/matchLabels");
        String title = Manifests.title(monitor);
        List<JsonNode> services =
                manifests
                        .ofKind("Service")
                        .filter(s -> WiringPolicy.isPartOf(selector, s.at("/metadata/labels")))
                        .<JsonNode>map(service -> service)
                        .toList();
        require(title, !services.isEmpty(), "selects no Service");
        for (JsonNode endpoint : monitor.at("/spec/endpoints")) {
            String port = endpoint.path("port").asText();
            require(
                    title,
                    services.stream().allMatch(service -> hasPort(service, port)),
                    "the Service has no port " + port);
            require(title, endpoint.path("path").asText().equals("/q/metrics"), "asks elsewhere");
        }
    }

    private static boolean hasPort(JsonNode service, String name) {
        return service.at("/spec/ports")
                .valueStream()
                .anyMatch(port -> port.path("name").asText().equals(name));
    }

    private void checkAlert(JsonNode rule) {
        String alert = rule.path("alert").asText("rule without a name");
        require(alert, names.add(alert), "is there twice");
        // What looks back over some minutes lasts as long by itself.
        boolean lasts = rule.path("expr").asText().contains("increase(");
        require(alert, lasts || rule.path("for").asText().matches("\\d+m"), "has no for");
        require(
                alert,
                rule.at("/labels/severity").asText().matches("critical|warning|info"),
                "has no severity");
        for (String annotation : List.of("summary", "description")) {
            require(alert, rule.path("annotations").has(annotation), "has no " + annotation);
        }
        checkExpression(alert, PromQl.parse(rule.path("expr").asText()));
    }

    private void checkExpression(String alert, PromQl expression) {
        require(alert, !expression.selectors().isEmpty(), "looks at nothing");
        for (PromQl.Selector selector : expression.selectors()) {
            String metric = selector.metric();
            require(alert, KnownMeters.isKnown(metric), metric + " is not a known meter");
            for (String label : selector.labels()) {
                require(
                        alert,
                        KnownMeters.hasLabel(metric, label),
                        metric + " has no label " + label);
            }
        }
        for (String label : expression.grouping()) {
            require(
                    alert,
                    expression.selectors().stream()
                            .allMatch(s -> KnownMeters.hasLabel(s.metric(), label)),
                    "nothing has the label " + label);
        }
    }

    private void require(String where, boolean holds, String finding) {
        if (!holds) {
            findings.add(where + ": " + finding);
        }
    }
}
