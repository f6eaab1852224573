package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The way in from outside leaves sockets and streams open, and the inside inside. */
final class RoutePolicy {
    private static final int LONGEST_WAIT_SECONDS = 30;
    private static final List<String> ENDLESS = List.of("/ws", "/ws/live", "/channels/x/events");
    private static final List<String> USUAL = List.of("/", "/process", "/tasks/x", "/inbox");

    private final List<String> findings = new ArrayList<>();
    private final Manifests manifests;
    private final JsonNode route;

    private RoutePolicy(Manifests manifests, JsonNode route) {
        this.manifests = manifests;
        this.route = route;
    }

    static List<String> check(Manifests manifests) {
        return manifests
                .ofKind("HTTPRoute")
                .flatMap(route -> new RoutePolicy(manifests, route).findings().stream())
                .toList();
    }

    private List<String> findings() {
        route.at("/spec/rules").forEach(this::checkBackends);
        ENDLESS.forEach(this::checkEndless);
        USUAL.forEach(this::checkUsual);
        require(rule("/q/metrics").path("backendRefs").isEmpty(), "shows /q/metrics to all");
        for (JsonNode workload : manifests.workloads()) {
            String mode = manifests.settingsOf(workload).get("HANDOFF_ACCESS_MODE");
            require("jwt".equals(mode), "lets guests in from outside");
        }
        return findings;
    }

    private void checkBackends(JsonNode rule) {
        for (JsonNode backend : rule.path("backendRefs")) {
            String name = backend.path("name").asText();
            require(
                    manifests
                            .find("Service", name)
                            .filter(service -> hasPort(service, backend.path("port").asInt()))
                            .isPresent(),
                    "leads to " + name + ":" + backend.path("port") + ", which is not there");
        }
    }

    private void checkEndless(String path) {
        JsonNode timeouts = rule(path).path("timeouts");
        require(!rule(path).path("backendRefs").isEmpty(), "does not lead " + path + " anywhere");
        for (String timeout : List.of("request", "backendRequest")) {
            require(timeouts.path(timeout).asText().equals("0s"), "cuts " + path + ": " + timeout);
        }
    }

    private void checkUsual(String path) {
        require(!rule(path).path("backendRefs").isEmpty(), "does not lead " + path + " anywhere");
        String request = rule(path).at("/timeouts/request").asText("0s");
        require(
                request.matches("\\d+s")
                        && (request.equals("0s") || seconds(request) > LONGEST_WAIT_SECONDS),
                "cuts the longest wait of " + path);
    }

    /** The rule with the longest prefix that matches. */
    private JsonNode rule(String path) {
        return route.at("/spec/rules")
                .valueStream()
                .filter(rule -> prefix(rule).length() > 0 && matches(prefix(rule), path))
                .max(Comparator.comparingInt(rule -> prefix(rule).length()))
                .orElseGet(() -> route.path("no such rule"));
    }

    private static String prefix(JsonNode rule) {
        return rule.at("/matches/0/path/value").asText();
    }

    private static boolean matches(String prefix, String path) {
        return prefix.equals("/") || path.equals(prefix) || path.startsWith(prefix + "/");
    }

    private static boolean hasPort(JsonNode service, int port) {
        return service.at("/spec/ports")
                .valueStream()
                .anyMatch(p -> p.path("port").asInt() == port);
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.substring(0, duration.length() - 1));
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(Manifests.title(route) + ": " + finding);
        }
    }
}
