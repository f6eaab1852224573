package io.handoff.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** A good overlay, broken in one place. */
final class Broken {
    private static final String POD = "/spec/template/spec";

    private final List<ObjectNode> objects;

    Broken(List<ObjectNode> good) {
        objects = good.stream().map(ObjectNode::deepCopy).toList();
    }

    /**
     * @param target a kind, and where there are several of it a name too: {@code NetworkPolicy/x}
     * @param value YAML; {@code null} removes what is there
     * @return what is found in it then
     */
    List<String> findings(String target, String path, String value) throws IOException {
        String[] parts = target.split("/");
        ObjectNode object =
                new Manifests(objects)
                        .ofKind(parts[0])
                        .filter(o -> parts.length < 2 || Manifests.nameOf(o).equals(parts[1]))
                        .findFirst()
                        .orElseThrow();
        set(object, path.replace("$main", "$pod/containers/0").replace("$pod", POD), value);
        return Findings.of(objects);
    }

    private static void set(ObjectNode object, String path, String value) throws IOException {
        JsonPointer pointer = JsonPointer.compile(path);
        JsonNode parent = object.at(pointer.head());
        String last = pointer.last().getMatchingProperty();
        JsonNode replacement = Yaml.parseOne("value: " + value).get("value");
        if (parent instanceof ObjectNode map) {
            if (replacement.isNull()) {
                map.remove(last);
            } else {
                map.set(last, replacement);
            }
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(last), replacement);
        }
    }
}
