package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a strategic merge patch that our overlays use: objects merge, lists merge by the key
 * that Kubernetes gives them, and any other list is replaced.
 */
final class StrategicMerge {
    private static final Map<String, String> LIST_KEYS =
            Map.of(
                    "containers", "name",
                    "initContainers", "name",
                    "volumes", "name",
                    "env", "name",
                    "volumeMounts", "mountPath");

    private StrategicMerge() {}

    static void merge(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            String key = change.getKey();
            JsonNode value = change.getValue();
            if (key.startsWith("$")) {
                throw new UnsupportedOperationException("patch directive " + key);
            }
            if (value.isNull()) {
                target.remove(key);
            } else if (value.isObject() && target.path(key).isObject()) {
                merge((ObjectNode) target.get(key), value);
            } else if (LIST_KEYS.containsKey(key) && target.path(key).isArray()) {
                mergeList((ArrayNode) target.get(key), value, LIST_KEYS.get(key));
            } else {
                target.set(key, value.deepCopy());
            }
        }
    }

    private static void mergeList(ArrayNode target, JsonNode patch, String by) {
        List<ObjectNode> existing =
                target.valueStream()
                        .filter(JsonNode::isObject)
                        .map(ObjectNode.class::cast)
                        .toList();
        int front = 0;
        for (JsonNode item : patch) {
            Optional<ObjectNode> same =
                    existing.stream()
                            .filter(candidate -> candidate.path(by).equals(item.path(by)))
                            .findFirst();
            if (same.isPresent()) {
                merge(same.get(), item);
            } else {
                // Where kustomize puts it.
                target.insert(front++, item.deepCopy());
            }
        }
    }
}
