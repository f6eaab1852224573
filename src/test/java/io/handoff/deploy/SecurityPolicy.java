package io.handoff.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The "restricted" Pod Security Standard, and what we ask for beyond it. */
final class SecurityPolicy {
    static final int UID = 10001;

    private final List<String> findings = new ArrayList<>();
    private final String title;

    private SecurityPolicy(String title) {
        this.title = title;
    }

    static List<String> check(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        for (JsonNode workload : manifests.workloads()) {
            SecurityPolicy policy = new SecurityPolicy(Manifests.title(workload));
            policy.checkPod(Manifests.pod(workload));
            findings.addAll(policy.findings);
        }
        manifests
                .ofKind("ServiceAccount")
                .filter(account -> account.path("automountServiceAccountToken").asBoolean(true))
                .forEach(account -> findings.add(Manifests.title(account) + ": mounts its token"));
        manifests
                .ofKind("Namespace")
                .filter(space -> !enforce(space).equals("restricted"))
                .forEach(space -> findings.add(Manifests.title(space) + ": is not restricted"));
        return findings;
    }

    private static String enforce(JsonNode namespace) {
        return namespace.at("/metadata/labels").path("pod-security.kubernetes.io/enforce").asText();
    }

    private void checkPod(JsonNode pod) {
        JsonNode context = pod.path("securityContext");
        require(context.path("runAsNonRoot").asBoolean(), "may run as root");
        require(context.path("runAsUser").asInt() == UID, "must run as uid " + UID);
        require(context.path("fsGroup").asInt() == UID, "must have fsGroup " + UID);
        require(
                context.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
                "has no RuntimeDefault seccomp profile");
        require(
                !pod.path("automountServiceAccountToken").asBoolean(true),
                "mounts the token of its service account");
        require(
                !pod.path("enableServiceLinks").asBoolean(true),
                "takes service links, which would set HANDOFF_PORT and the like");
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            require(!pod.path(host).asBoolean(), "uses " + host);
        }
        for (JsonNode volume : pod.path("volumes")) {
            require(!volume.has("hostPath"), "mounts a host path");
        }
        pod.path("containers").forEach(this::checkContainer);
        pod.path("initContainers").forEach(this::checkContainer);
    }

    private void checkContainer(JsonNode container) {
        JsonNode context = container.path("securityContext");
        require(!context.path("allowPrivilegeEscalation").asBoolean(true), "may gain privileges");
        require(!context.path("privileged").asBoolean(), "is privileged");
        require(context.path("readOnlyRootFilesystem").asBoolean(), "has a writable root");
        require(
                context.at("/capabilities/drop")
                        .valueStream()
                        .anyMatch(c -> c.asText().equals("ALL")),
                "does not drop all capabilities");
        require(context.at("/capabilities/add").isEmpty(), "adds capabilities");
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(title + ": " + finding);
        }
    }
}
