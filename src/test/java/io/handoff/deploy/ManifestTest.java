package io.handoff.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies under {@code k8s} is what the Kubernetes API takes, and what we promise to run as. */
class ManifestTest {
    private static final Path ROOT = Path.of("k8s");

    static List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(ROOT)) {
            return paths.filter(path -> path.toString().matches(".*\\.ya?ml")).sorted().toList();
        }
    }

    static List<Variant> variants() throws IOException {
        return Variant.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldHoldOnlyKeysOfTheKubernetesApi(Path file) {
        List<ObjectNode> documents = Yaml.read(file);

        assertFalse(documents.isEmpty(), file + " is empty");
        documents.forEach(
                document -> assertEquals(List.of(), Schema.check(file.toString(), document)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void shouldRenderWithoutFindings(Variant variant, @TempDir Path folder) throws IOException {
        assertEquals(List.of(), Findings.of(Kustomization.render(variant.unfold(folder))));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void shouldRenderWhatKubectlRenders(Variant variant, @TempDir Path folder)
            throws IOException, InterruptedException {
        if (!Kubectl.isInstalled()) {
            System.out.println("kubectl is not installed: " + variant + " rendered by us alone");
            return;
        }
        Path overlay = variant.unfold(folder);
        List<ObjectNode> rendered = Kubectl.render(overlay);

        assertEquals(byTitle(rendered), byTitle(Kustomization.render(overlay)));
        assertEquals(List.of(), Findings.of(rendered));
    }

    @Test
    void shouldOfferEveryComponent() throws IOException {
        assertEquals(List.of("gateway", "monitoring"), Variant.offered("single"));
        assertEquals(List.of("gateway", "monitoring", "scale-on-load"), Variant.offered("cluster"));
        try (Stream<Path> components = Files.list(ROOT.resolve("components"))) {
            assertEquals(3, components.count());
        }
    }

    @Test
    void shouldCoverTheSingleOverlay() {
        Manifests single = new Manifests(Kustomization.render(ROOT.resolve("overlays/single")));

        assertEquals(1, single.workloads().size());
        assertEquals("sqlite", single.settingsOf(single.workloads().get(0)).get("HANDOFF_STORE"));
        assertEquals(1, single.ofKind("Service").count());
        assertEquals(1, single.ofKind("NetworkPolicy").count());
    }

    @Test
    void shouldCoverTheClusterOverlay() {
        Manifests cluster = new Manifests(Kustomization.render(ROOT.resolve("overlays/cluster")));
        Map<String, String> settings = cluster.settingsOf(cluster.workloads().get(0));

        assertEquals(1, cluster.workloads().size());
        assertEquals("postgres", settings.get("HANDOFF_STORE"));
        assertEquals("postgres", settings.get("HANDOFF_BUS"));
        assertEquals(
                3,
                cluster.find("HorizontalPodAutoscaler", "handoff")
                        .orElseThrow()
                        .at("/spec/minReplicas")
                        .asInt());
        assertEquals(1, cluster.ofKind("PodDisruptionBudget").count());
        assertEquals(0, cluster.ofKind("PersistentVolumeClaim").count());
    }

    private static Map<String, ObjectNode> byTitle(List<ObjectNode> objects) {
        return objects.stream().collect(Collectors.toMap(Manifests::title, Function.identity()));
    }
}
