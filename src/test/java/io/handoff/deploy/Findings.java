package io.handoff.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is wrong with a rendered overlay. */
final class Findings {
    private Findings() {}

    static List<String> of(List<ObjectNode> objects) {
        Manifests manifests = new Manifests(objects);
        return Stream.of(
                        objects.stream()
                                .flatMap(o -> Schema.check(Manifests.title(o), o).stream())
                                .toList(),
                        ContainerPolicy.check(manifests),
                        SecurityPolicy.check(manifests),
                        WiringPolicy.check(manifests),
                        SettingsPolicy.check(manifests),
                        SecretPolicy.check(manifests),
                        ReplicaPolicy.check(manifests),
                        ScalingPolicy.check(manifests),
                        RoutePolicy.check(manifests),
                        MonitoringPolicy.check(manifests))
                .flatMap(List::stream)
                .toList();
    }
}
