package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Renders a kustomization without kubectl, so that the checks run on any machine. It knows the
 * fields we use and refuses any other; where kubectl is installed a test compares the two.
 */
final class Kustomization {
    private static final Set<String> KNOWN =
            Set.of(
                    "apiVersion",
                    "kind",
                    "namespace",
                    "resources",
                    "components",
                    "patches",
                    "configMapGenerator",
                    "images",
                    "labels");
    private static final Set<String> CLUSTER_WIDE =
            Set.of("Namespace", "ClusterRole", "ClusterRoleBinding", "PriorityClass");

    private final Path folder;
    private final JsonNode spec;
    private final List<ObjectNode> objects;

    private Kustomization(Path folder, List<ObjectNode> objects) {
        this.folder = folder;
        this.spec = Yaml.read(folder.resolve("kustomization.yaml")).get(0);
        this.objects = objects;
    }

    static List<ObjectNode> render(Path folder) {
        Kustomization kustomization = new Kustomization(folder, new ArrayList<>());
        kustomization.apply();
        return kustomization.objects;
    }

    private void apply() {
        spec.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (!KNOWN.contains(field)) {
                                throw new UnsupportedOperationException(folder + ": " + field);
                            }
                        });
        spec.path("resources").forEach(entry -> add(folder.resolve(entry.asText())));
        spec.path("configMapGenerator").forEach(this::generate);
        // A component changes what is there already, instead of bringing a list of its own.
        spec.path("components")
                .forEach(
                        entry ->
                                new Kustomization(folder.resolve(entry.asText()), objects).apply());
        spec.path("patches").forEach(this::patch);
        spec.path("images").forEach(this::retag);
        spec.path("labels").forEach(this::label);
        if (spec.has("namespace")) {
            objects.forEach(object -> move(object, spec.get("namespace").asText()));
        }
    }

    private void add(Path resource) {
        objects.addAll(Files.isDirectory(resource) ? render(resource) : Yaml.read(resource));
    }

    private void generate(JsonNode generator) {
        String name = generator.path("name").asText();
        ObjectNode map =
                generator.path("behavior").asText("create").equals("merge")
                        ? find("ConfigMap", name)
                        : newConfigMap(name);
        ObjectNode data = map.withObjectProperty("data");
        generator
                .path("envs")
                .forEach(file -> readEnv(folder.resolve(file.asText())).forEach(data::put));
    }

    private ObjectNode newConfigMap(String name) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.put("apiVersion", "v1").put("kind", "ConfigMap");
        map.putObject("metadata").put("name", name);
        objects.add(map);
        return map;
    }

    static Map<String, String> readEnv(Path file) {
        Map<String, String> settings = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] pair = line.split("=", 2);
                    if (pair.length < 2 || settings.put(pair[0], pair[1]) != null) {
                        throw new IllegalArgumentException(file + ": " + line);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    private void patch(JsonNode patch) {
        for (ObjectNode change : Yaml.read(folder.resolve(patch.path("path").asText()))) {
            String kind = change.path("kind").asText();
            StrategicMerge.merge(find(kind, change.at("/metadata/name").asText()), change);
        }
    }

    private ObjectNode find(String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        folder + ": no " + kind + " " + name + " to change"));
    }

    private void retag(JsonNode image) {
        String name = image.path("name").asText();
        for (ObjectNode object : objects) {
            for (JsonNode container : object.at("/spec/template/spec/containers")) {
                if (container.path("image").asText().split(":")[0].equals(name)) {
                    String base = image.path("newName").asText(name);
                    ((ObjectNode) container)
                            .put("image", base + ":" + image.path("newTag").asText());
                }
            }
        }
    }

    private void label(JsonNode label) {
        for (ObjectNode object : objects) {
            object.withObject("/metadata/labels").setAll((ObjectNode) label.get("pairs"));
            if (label.path("includeTemplates").asBoolean()
                    && object.at("/spec/template").isObject()) {
                object.withObject("/spec/template/metadata/labels")
                        .setAll((ObjectNode) label.get("pairs"));
            }
        }
    }

    private static void move(ObjectNode object, String namespace) {
        ObjectNode metadata = object.withObject("/metadata");
        if (object.path("kind").asText().equals("Namespace")) {
            metadata.put("name", namespace);
        } else if (!CLUSTER_WIDE.contains(object.path("kind").asText())) {
            metadata.put("namespace", namespace);
        }
    }
}
