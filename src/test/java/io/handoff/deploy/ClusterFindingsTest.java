package io.handoff.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of several replicas and of the components can fail, too. */
class ClusterFindingsTest {
    private static List<ObjectNode> good;

    @BeforeAll
    static void render(@TempDir Path folder) throws IOException {
        Variant all = new Variant("cluster", Variant.offered("cluster"));
        good = Kustomization.render(all.unfold(folder));
    }

    @ParameterizedTest(name = "{0} {1} = {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Deployment | /spec/replicas | 3 | each apply would undo its choice",
                "Deployment | /spec/strategy/rollingUpdate/maxUnavailable | 1 | takes replicas away",
                "Deployment | /spec/strategy/type | 'Recreate' | takes replicas away",
                "Deployment | $pod/topologySpreadConstraints | [] | are not spread",
                "Deployment | $pod/topologySpreadConstraints/0/labelSelector | {} | count its own",
                "Deployment | $pod/topologySpreadConstraints/0/maxSkwe | 1 | maxSkwe",
                "Deployment | $pod/volumes/0/persistentVolumeClaim | {'claimName':'x'} | would share",
                "Deployment | $main/env/0 | {'name':'X','value':'y'} | X is not a known setting",
                "Deployment | $main/env/0 | {'name':'X','value':'y'} | POSTGRES_JDBC_URL is missing",
                "Deployment | $main/env/2/valueFrom | null | POSTGRES_PASSWORD is empty",
                "Deployment | $main/env/2/value | 'x' | belongs into a Secret",
                "Deployment | $main/env/0/valueFrom/secretKeyRef/key | 'uri' | handoff-postgres uri",
                "Deployment | $main/env/3/valueFrom/secretKeyRef/name | 'bus' | make Secret bus url",
                "ConfigMap | /data/HANDOFF_STORE | 'sqlite' | share no store",
                "ConfigMap | /data/HANDOFF_BUS | 'local' | have no bus",
                "ConfigMap | /data/HANDOFF_ACCESS_MODE | 'open' | lets guests in from outside",
                "PodDisruptionBudget | /spec/maxUnavailable | 0 | no PodDisruptionBudget",
                "PodDisruptionBudget | /spec/selector/matchLabels | {'a':'b'} | no PodDisruptionBudget",
                "PodDisruptionBudget | /spec/maxUnavialable | 1 | maxUnavialable",
                "NetworkPolicy/handoff-backends | /spec/egress/0/ports | [] | lets every port out",
                "NetworkPolicy/handoff-backends | /spec/egress/0/ports/0/port | 1 | out to port 5432",
                "HorizontalPodAutoscaler | /spec/minReplicas | 1 | leaves nobody",
                "HorizontalPodAutoscaler | /spec/maxReplicas | 3 | has nowhere to go",
                "HorizontalPodAutoscaler | /spec/scaleTargetRef/name | 'x' | x, which is not there",
                "HorizontalPodAutoscaler | /spec/metrics/0/resource/name | 'memory' | at the cpu",
                "HorizontalPodAutoscaler | /spec/metrics/1/pods/metric/name | 'x' | x is not a meter",
                "HorizontalPodAutoscaler | /spec/metrics/2/external/metric/name | 'x' | not a meter",
                "HorizontalPodAutoscaler | /spec/metrics/0/resource/target/averag | 1 | averag",
                "HTTPRoute | /spec/rules/0/timeouts/request | '10s' | cuts /ws",
                "HTTPRoute | /spec/rules/0/timeouts/backendRequest | null | cuts /ws/live",
                "HTTPRoute | /spec/rules/1/timeouts | null | cuts /channels/x/events",
                "HTTPRoute | /spec/rules/3/timeouts/request | '30s' | the longest wait",
                "HTTPRoute | /spec/rules/2/matches/0/path/value | '/x' | shows /q/metrics",
                "HTTPRoute | /spec/rules/3/backendRefs/0/port | 8080 | handoff:8080",
                "HTTPRoute | /spec/rules/3/backendRef | [] | backendRef",
                "ServiceMonitor | /spec/selector/matchLabels | {'a':'b'} | selects no Service",
                "ServiceMonitor | /spec/endpoints/0/port | 'web' | no port web",
                "ServiceMonitor | /spec/endpoints/0/intervall | '5s' | intervall",
                "PrometheusRule | $rules/0/alert | 'HandoffNotReady' | is there twice",
                "PrometheusRule | $rules/0/for | null | has no for",
                "PrometheusRule | $rules/0/labels | {} | has no severity",
                "PrometheusRule | $rules/0/annotations/summary | null | has no summary",
                "PrometheusRule | $rules/0/expression | 'x' | expression",
                "PrometheusRule | $rules/3/expr | 'max(handoff_tasks_age) > 1' | not a known meter",
                "PrometheusRule | $rules/3/expr | 'handoff_sockets_open{kind=~x} > 1' | no label",
                "PrometheusRule | $rules/3/expr | 'sum by (kind) (up) > 1' | nothing has the label",
                "PrometheusRule | $rules/3/expr | '1 > 0' | looks at nothing"
            })
    void shouldFindWhatIsBroken(String target, String path, String value, String finding)
            throws IOException {
        String where = path.replace("$rules", "/spec/groups/0/rules");

        List<String> findings = new Broken(good).findings(target, where, value);

        assertTrue(
                findings.stream().anyMatch(found -> found.contains(finding)),
                () -> "expected \"" + finding + "\" in " + findings);
    }

    @Test
    void shouldFindNothingElse() {
        assertTrue(Findings.of(good).isEmpty());
    }
}
