package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Secrets are referred to, never contained, and the README says how to make each of them. */
final class SecretPolicy {
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|JDBC_URL|BUS_URL).*");

    private final String readme;
    private final List<String> findings = new ArrayList<>();

    private SecretPolicy(String readme) {
        this.readme = readme;
    }

    static List<String> check(Manifests manifests) {
        SecretPolicy policy = new SecretPolicy(readme());
        manifests.ofKind("Secret").forEach(secret -> policy.add(secret, "is contained"));
        manifests.ofKind("ConfigMap").forEach(policy::checkSettings);
        manifests.workloads().forEach(policy::checkWorkload);
        return policy.findings;
    }

    private static String readme() {
        try {
            return Files.readString(Path.of("k8s/README.md")).replaceAll("\\\\\n\\s*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkSettings(JsonNode map) {
        map.path("data")
                .fieldNames()
                .forEachRemaining(
                        key -> {
                            if (SECRET.matcher(key).matches()) {
                                add(map, key + " belongs into a Secret");
                            }
                        });
    }

    private void checkWorkload(JsonNode workload) {
        for (JsonNode container : Manifests.pod(workload).path("containers")) {
            for (JsonNode source : container.path("envFrom")) {
                checkDocumented(workload, source.path("secretRef"));
            }
            for (JsonNode variable : container.path("env")) {
                checkDocumented(workload, variable.at("/valueFrom/secretKeyRef"));
                String name = variable.path("name").asText();
                if (!variable.has("value") && !variable.has("valueFrom")) {
                    add(workload, name + " is empty");
                }
                if (variable.has("value") && SECRET.matcher(name).matches()) {
                    add(workload, name + " belongs into a Secret");
                }
            }
        }
    }

    private void checkDocumented(JsonNode workload, JsonNode reference) {
        if (!reference.isObject()) {
            return;
        }
        String name = reference.path("name").asText();
        String key = reference.path("key").asText();
        Pattern line =
                Pattern.compile(
                        "create secret generic "
                                + Pattern.quote(name)
                                + (key.isEmpty()
                                        ? " "
                                        : ".* --from-(literal|file)=" + Pattern.quote(key) + "="));
        if (!line.matcher(readme).find()) {
            add(workload, "k8s/README.md does not make Secret " + name + " " + key);
        }
    }

    private void add(JsonNode object, String finding) {
        findings.add(Manifests.title(object) + ": " + finding);
    }
}
