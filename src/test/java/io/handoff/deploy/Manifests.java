package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The objects of one overlay as they go to the cluster. */
record Manifests(List<ObjectNode> objects) {

    Stream<ObjectNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    Optional<ObjectNode> find(String kind, String name) {
        return ofKind(kind).filter(object -> nameOf(object).equals(name)).findFirst();
    }

    /** Whatever starts pods. */
    List<ObjectNode> workloads() {
        return objects.stream()
                .filter(object -> object.at("/spec/template/spec").isObject())
                .toList();
    }

    static JsonNode pod(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static String nameOf(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static String title(JsonNode object) {
        return object.path("kind").asText() + " " + nameOf(object);
    }

    /** What the first container of the workload finds in its environment, secrets aside. */
    Map<String, String> settingsOf(JsonNode workload) {
        Map<String, String> settings = new TreeMap<>();
        JsonNode container = pod(workload).at("/containers/0");
        for (JsonNode source : container.path("envFrom")) {
            find("ConfigMap", source.at("/configMapRef/name").asText())
                    .ifPresent(
                            map ->
                                    map.path("data")
                                            .properties()
                                            .forEach(
                                                    e ->
                                                            settings.put(
                                                                    e.getKey(),
                                                                    e.getValue().asText())));
        }
        for (JsonNode variable : container.path("env")) {
            settings.put(variable.path("name").asText(), variable.path("value").asText());
        }
        return settings;
    }
}
