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

    static List<Path> overlays() throws IOException {
        try (Stream<Path> paths = Files.list(ROOT.resolve("overlays"))) {
            return paths.filter(Files::isDirectory).sorted().toList();
        }
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
    @MethodSource("overlays")
    void shouldRenderWithoutFindings(Path overlay) {
        assertEquals(List.of(), Findings.of(Kustomization.render(overlay)));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void shouldRenderWhatKubectlRenders(Path overlay) throws IOException, InterruptedException {
        if (!Kubectl.isInstalled()) {
            System.out.println("kubectl is not installed: " + overlay + " rendered by us alone");
            return;
        }
        List<ObjectNode> rendered = Kubectl.render(overlay);

        assertEquals(byTitle(rendered), byTitle(Kustomization.render(overlay)));
        assertEquals(List.of(), Findings.of(rendered));
    }

    @Test
    void shouldCoverTheSingleOverlay() throws IOException {
        Manifests single = new Manifests(Kustomization.render(ROOT.resolve("overlays/single")));

        assertEquals(1, single.workloads().size());
        assertEquals("sqlite", single.settingsOf(single.workloads().get(0)).get("HANDOFF_STORE"));
        assertEquals(1, single.ofKind("Service").count());
        assertEquals(1, single.ofKind("NetworkPolicy").count());
    }

    private static Map<String, ObjectNode> byTitle(List<ObjectNode> objects) {
        return objects.stream().collect(Collectors.toMap(Manifests::title, Function.identity()));
    }
}
