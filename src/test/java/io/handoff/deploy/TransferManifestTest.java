package io.handoff.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.transfer.TransferCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pod that moves a volume's store into PostgreSQL fits what it moves from and to. */
class TransferManifestTest {

    private static final Path ROOT = Path.of("k8s");

    private final ObjectNode pod = Yaml.read(ROOT.resolve("transfer/pod.yaml")).get(0);
    private final JsonNode export = pod.at("/spec/initContainers/0");
    private final JsonNode load = pod.at("/spec/containers/0");

    @Test
    void shouldKeepTheRulesOfEveryPodBesideTheSingleOverlay() {
        List<ObjectNode> objects =
                new ArrayList<>(Kustomization.render(ROOT.resolve("overlays/single")));
        objects.add(asWorkload());
        objects.addAll(Yaml.read(ROOT.resolve("transfer/network-policy.yaml")));
        Manifests manifests = new Manifests(objects);

        assertEquals(List.of(), SecurityPolicy.check(manifests));
        assertEquals(List.of(), WiringPolicy.check(manifests));
        assertEquals(List.of(), SecretPolicy.check(manifests));
    }

    /** What the policies look at is a template with a pod in it. */
    private ObjectNode asWorkload() {
        ObjectNode workload = pod.objectNode();
        workload.put("kind", "Pod").set("metadata", pod.get("metadata"));
        ObjectNode spec = workload.putObject("spec");
        spec.putObject("selector").set("matchLabels", pod.at("/metadata/labels"));
        spec.putObject("template")
                .<ObjectNode>set("metadata", pod.get("metadata"))
                .set("spec", pod.get("spec"));
        return workload;
    }

    @Test
    void shouldBeSentNoRequests() {
        Manifests single = new Manifests(Kustomization.render(ROOT.resolve("overlays/single")));
        JsonNode service = single.find("Service", "handoff").orElseThrow();

        assertTrue(
                !WiringPolicy.isPartOf(service.at("/spec/selector"), pod.at("/metadata/labels")));
    }

    @Test
    void shouldHandTheExportOverInAFile() {
        String file = export.at("/args/1").asText();

        assertEquals("export", export.at("/args/0").asText());
        assertEquals("import", load.at("/args/0").asText());
        assertTrue(TransferCommand.NAMES.containsAll(List.of("export", "import")));
        assertEquals(file, load.at("/args/1").asText());
        String folder = Path.of(file).getParent().toString();
        assertEquals("transfer", mount(export, folder));
        assertEquals("transfer", mount(load, folder));
        assertEquals("Never", pod.at("/spec/restartPolicy").asText());
    }

    @Test
    void shouldReadTheVolumeOfTheSingleOverlayAndWriteToTheDatabaseOfTheCluster() {
        assertEquals("data", mount(export, settings(export).get("HANDOFF_DATA_DIR").asText()));
        assertEquals("postgres", settings(load).get("HANDOFF_STORE").asText());
        JsonNode replica =
                Manifests.pod(
                                new Manifests(
                                                Kustomization.render(
                                                        ROOT.resolve("overlays/cluster")))
                                        .workloads()
                                        .get(0))
                        .at("/containers/0");
        Map<String, JsonNode> database = settings(replica);
        database.keySet().removeIf(name -> !name.startsWith("QUARKUS_DATASOURCE"));
        assertEquals(3, database.size());
        database.forEach((name, from) -> assertEquals(from, settings(load).get(name), name));
    }

    @Test
    void shouldRunTheImageOfTheOverlays() {
        for (String overlay : List.of("single", "cluster")) {
            Path other = ROOT.resolve("overlays").resolve(overlay).resolve("kustomization.yaml");
            assertEquals(
                    Yaml.read(other).get(0).get("images"),
                    Yaml.read(ROOT.resolve("transfer/kustomization.yaml")).get(0).get("images"));
        }
    }

    private static String mount(JsonNode container, String path) {
        return container
                .get("volumeMounts")
                .valueStream()
                .filter(mount -> mount.get("mountPath").asText().equals(path))
                .findFirst()
                .orElseThrow()
                .get("name")
                .asText();
    }

    /** Each value, or where it is from. */
    private static Map<String, JsonNode> settings(JsonNode container) {
        Map<String, JsonNode> settings = new HashMap<>();
        for (JsonNode setting : container.get("env")) {
            String name = setting.get("name").asText();
            assertTrue(KnownSettings.contains(name), name);
            settings.put(
                    name, setting.has("value") ? setting.get("value") : setting.get("valueFrom"));
        }
        return settings;
    }
}
