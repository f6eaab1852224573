package io.handoff.deploy;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks can fail: each case breaks the good overlay in one place. */
class FindingsTest {
    private static final List<ObjectNode> GOOD =
            Kustomization.render(Path.of("k8s/overlays/single"));

    @ParameterizedTest(name = "{0} {1} = {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Deployment | $pod/terminationGracePeriodSecond | 60 | terminationGracePeriodSecond",
                "Deployment | $main/livenessProbe/httpget | {} | httpget",
                "Deployment | $main/securityContext/capabilities/dropp | [] | dropp",
                "Deployment | /metadata/label | {} | label",
                "Deployment | /spec/replicas | '1' | Cannot coerce",
                "Deployment | /kind | 'Deploymnt' | not a known Kubernetes type",
                "Service | /spec/ports/0/targetport | 8080 | targetport",
                "NetworkPolicy | /spec/ingress/0/form | [] | form",
                "PersistentVolumeClaim | /spec/acessModes | [] | acessModes",
                "ConfigMap | /data/QUARKUS_HTTP_PORT | 8080 | Cannot coerce",
                "Deployment | $main/startupProbe | null | has no startupProbe",
                "Deployment | $main/livenessProbe | null | has no livenessProbe",
                "Deployment | $main/readinessProbe | null | has no readinessProbe",
                "Deployment | $main/readinessProbe/httpGet/path | '/q/health/live' | must ask",
                "Deployment | $main/readinessProbe/httpGet/port | 9000 | asks port 9000",
                "Deployment | $main/lifecycle | null | has no preStop sleep",
                "Deployment | $pod/terminationGracePeriodSeconds | 40 | not above the drain's 40",
                "Deployment | $main/lifecycle/preStop/sleep/seconds | 30 | not above the drain's 65",
                "Deployment | $main/resources/requests/cpu | null | requests no cpu",
                "Deployment | $main/resources/limits/memory | null | has no memory limit",
                "Deployment | $main/resources/limits/cpu | '1' | has a cpu limit",
                "Deployment | $main/resources/limits/memory | '1Gx' | Gx",
                "Deployment | $main/image | 'handoff' | names no version",
                "Deployment | $main/image | 'host:5000/handoff:latest' | names no version",
                "Deployment | $pod/securityContext/runAsNonRoot | false | may run as root",
                "Deployment | $pod/securityContext/runAsUser | 0 | must run as uid",
                "Deployment | $pod/securityContext/seccompProfile | null | seccomp",
                "Deployment | $pod/automountServiceAccountToken | null | mounts the token",
                "Deployment | $pod/enableServiceLinks | null | service links",
                "Deployment | $pod/hostNetwork | true | uses hostNetwork",
                "Deployment | $main/securityContext/allowPrivilegeEscalation | null | privileges",
                "Deployment | $main/securityContext/readOnlyRootFilesystem | null | writable root",
                "Deployment | $main/securityContext/capabilities | null | does not drop",
                "ServiceAccount | /automountServiceAccountToken | true | mounts its token",
                "Namespace | /metadata/labels | {} | is not restricted",
                "Deployment | /spec/template/metadata/labels | {} | does not match its own",
                "Deployment | /spec/template/metadata/labels | {} | no NetworkPolicy selects",
                "Deployment | $pod/serviceAccountName | 'other' | ServiceAccount other",
                "Deployment | $main/envFrom/0/configMapRef/name | 'other' | ConfigMap other",
                "Deployment | $main/envFrom/1/secretRef/name | 'other' | does not make Secret other",
                "ConfigMap | /data/HANDOFF_ACCESS_JWT_SECRET | 'x' | belongs into a Secret",
                "Namespace | /kind | 'Secret' | is contained",
                "Deployment | $main/volumeMounts/0/name | 'other' | volume other",
                "PersistentVolumeClaim | /metadata/name | 'other' | handoff-data is not there",
                "Service | /spec/selector | {'app.kubernetes.io/name':'x'} | Service handoff: selects",
                "Service | /spec/ports/0/targetPort | 'web' | targets no port web",
                "NetworkPolicy | /spec/podSelector/matchLabels | {'a':'b'} | selects no pods",
                "NetworkPolicy | /spec/ingress/0/ports | [] | lets every port in",
                "NetworkPolicy | /spec/ingress/0/ports/0/port | 9000 | nothing listens",
                "ConfigMap | /data/HANDOFF_STOER | 'x' | HANDOFF_STOER is not a known setting",
                "ConfigMap | /data/QUARKUS_HTTP_HOST | 'localhost' | listens on loopback only",
                "ConfigMap | /data/QUARKUS_HTTP_PORT | '9000' | is not the container's port",
                "ConfigMap | /data/HANDOFF_ACCESS_MODE | null | does not choose",
                "ConfigMap | /data/HANDOFF_DATA_DIR | '/var' | HANDOFF_DATA_DIR /var",
                "Deployment | $main/volumeMounts/1/mountPath | '/temp' | /tmp is not",
                "Deployment | /spec/strategy/type | 'RollingUpdate' | is not Recreate",
                "Deployment | /spec/replicas | 2 | shares an embedded store",
                "Deployment | $pod/volumes/0/persistentVolumeClaim | null | no volume claim",
                "PersistentVolumeClaim | /spec/accessModes/0 | 'ReadWriteMany' | network file system"
            })
    void shouldFindWhatIsBroken(String kind, String path, String value, String finding)
            throws IOException {
        List<String> findings = new Broken(GOOD).findings(kind, path, value);

        assertTrue(
                findings.stream().anyMatch(found -> found.contains(finding)),
                () -> "expected \"" + finding + "\" in " + findings);
    }

    @Test
    void shouldRefuseAKeyWrittenTwice() {
        assertThrows(IOException.class, () -> Yaml.parse("kind: Service\nkind: Deployment\n"));
    }

    @Test
    void shouldFindAMisspeltKeyInAKustomization() throws IOException {
        ObjectNode misspelt =
                Yaml.parseOne(
                        """
                        apiVersion: kustomize.config.k8s.io/v1beta1
                        kind: Kustomization
                        labels:
                          - pairs: {a: b}
                            includeTemplate: true
                        """);

        assertTrue(Schema.check("here", misspelt).get(0).contains("includeTemplate"));
    }
}
