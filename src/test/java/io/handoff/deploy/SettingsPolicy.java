package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings a pod gets fit the service and the pod around it. */
final class SettingsPolicy {
    private final List<String> findings = new ArrayList<>();
    private final JsonNode workload;
    private final Map<String, String> settings;

    private SettingsPolicy(Manifests manifests, JsonNode workload) {
        this.workload = workload;
        this.settings = manifests.settingsOf(workload);
    }

    static List<String> check(Manifests manifests) {
        return manifests.workloads().stream()
                .flatMap(w -> new SettingsPolicy(manifests, w).findings(manifests).stream())
                .toList();
    }

    private List<String> findings(Manifests manifests) {
        settings.keySet().stream()
                .filter(key -> !KnownSettings.contains(key))
                .forEach(key -> findings.add(title() + ": " + key + " is not a known setting"));
        checkListening();
        checkFolders();
        if (settings.getOrDefault("HANDOFF_STORE", "sqlite").equals("sqlite")) {
            checkEmbeddedStore(manifests);
        }
        return findings;
    }

    private void checkListening() {
        require("0.0.0.0".equals(settings.get("QUARKUS_HTTP_HOST")), "listens on loopback only");
        // Not on loopback, the service refuses to start in a mode that nobody chose.
        require(settings.containsKey("HANDOFF_ACCESS_MODE"), "does not choose HANDOFF_ACCESS_MODE");
        String port = settings.getOrDefault("QUARKUS_HTTP_PORT", "8080");
        require(
                pod().at("/containers/0/ports/0/containerPort").asText().equals(port),
                "QUARKUS_HTTP_PORT " + port + " is not the container's port");
    }

    private void checkFolders() {
        String data = settings.getOrDefault("HANDOFF_DATA_DIR", "data");
        require(mount(data).isObject(), "HANDOFF_DATA_DIR " + data + " is not a mounted volume");
        require(mount("/tmp").isObject(), "/tmp is not a mounted volume");
    }

    private void checkEmbeddedStore(Manifests manifests) {
        String name =
                mount(settings.getOrDefault("HANDOFF_DATA_DIR", "data")).path("name").asText();
        JsonNode volume = WiringPolicy.volume(pod(), name);
        String claim = volume.at("/persistentVolumeClaim/claimName").asText();
        require(!claim.isEmpty(), "the embedded store would die with its pod: no volume claim");
        require(workload.at("/spec/replicas").asInt(1) == 1, "shares an embedded store");
        require(
                workload.at("/spec/strategy/type").asText().equals("Recreate"),
                "would open the embedded store twice during an update: strategy is not Recreate");
        for (JsonNode mode :
                manifests
                        .find("PersistentVolumeClaim", claim)
                        .map(found -> found.at("/spec/accessModes"))
                        .orElseGet(() -> pod().path("no modes"))) {
            require(
                    mode.asText().matches("ReadWriteOnce(Pod)?"),
                    "access mode " + mode.asText() + " invites a network file system");
        }
    }

    private JsonNode mount(String path) {
        return pod().at("/containers/0/volumeMounts")
                .valueStream()
                .filter(mount -> mount.path("mountPath").asText().equals(path))
                .findFirst()
                .orElseGet(() -> pod().path("no such mount"));
    }

    private JsonNode pod() {
        return Manifests.pod(workload);
    }

    private String title() {
        return Manifests.title(workload);
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(title() + ": " + finding);
        }
    }
}
