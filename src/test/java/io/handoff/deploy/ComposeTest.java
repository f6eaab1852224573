package io.handoff.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** compose.yaml names what there is: our image and settings, its own services, local defaults. */
class ComposeTest {
    private static final int DRAIN_SECONDS = 35;

    private final ObjectNode compose = Yaml.read(Path.of("compose.yaml")).get(0);
    private final JsonNode handoff = service("handoff");

    @Test
    void shouldRunThreeReplicasOnADatabaseAndABusBehindAProxy() {
        Set<String> names =
                compose.path("services")
                        .propertyStream()
                        .map(e -> e.getKey())
                        .collect(Collectors.toSet());

        assertEquals(Set.of("handoff", "postgres", "redis", "proxy"), names);
        assertEquals(3, handoff.at("/deploy/replicas").asInt());
        assertEquals("postgres", setting("HANDOFF_STORE"));
        assertEquals("redis", setting("HANDOFF_BUS"));
        assertEquals("open", setting("HANDOFF_ACCESS_MODE"));
    }

    @Test
    void shouldBuildTheImageOfTheManifests() {
        assertTrue(Files.exists(Path.of(handoff.at("/build/dockerfile").asText())));
        JsonNode pod =
                Kustomization.render(Path.of("k8s/overlays/cluster")).stream()
                        .filter(object -> object.path("kind").asText().equals("Deployment"))
                        .map(Manifests::pod)
                        .findFirst()
                        .orElseThrow();
        assertEquals(pod.at("/containers/0/image"), handoff.path("image"));
    }

    @Test
    void shouldSetOnlyWhatTheServiceKnows() {
        for (String name : iterable(handoff.path("environment"))) {
            assertTrue(KnownSettings.contains(name), name);
        }
    }

    @Test
    void shouldPointAtItsOwnServices() {
        URI database = URI.create(setting("QUARKUS_DATASOURCE_POSTGRES_JDBC_URL").substring(5));
        URI bus = URI.create(setting("HANDOFF_BUS_URL"));

        assertTrue(service(database.getHost()).isObject());
        assertEquals("/" + variable("postgres", "POSTGRES_DB"), database.getPath());
        assertEquals(
                variable("postgres", "POSTGRES_USER"),
                setting("QUARKUS_DATASOURCE_POSTGRES_USERNAME"));
        assertEquals("redis", bus.getScheme());
        assertTrue(service(bus.getHost()).isObject());
    }

    @Test
    void shouldKnowNoSecretButALocalDefault() {
        String password = setting("QUARKUS_DATASOURCE_POSTGRES_PASSWORD");

        assertEquals("${HANDOFF_LOCAL_PASSWORD:-only-on-this-machine}", password);
        assertEquals(password, variable("postgres", "POSTGRES_PASSWORD"));
    }

    @Test
    void shouldPublishTheProxyAloneAndToThisMachineAlone() {
        for (JsonNode service : compose.path("services")) {
            for (JsonNode port : service.path("ports")) {
                assertEquals("127.0.0.1:8080:8080", port.asText());
                assertEquals(service("proxy"), service);
            }
        }
        assertEquals(1, service("proxy").path("ports").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"handoff", "postgres", "redis", "proxy"})
    void shouldNameVersionsAndCheckHealth(String name) {
        assertTrue(service(name).path("image").asText().matches("\\w+:[0-9][\\w.-]*"), name);
        assertTrue(service(name).at("/healthcheck/test").size() > 1, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"handoff", "proxy"})
    void shouldWaitForWhatItNeeds(String name) {
        JsonNode needed = service(name).path("depends_on");

        assertFalse(needed.isEmpty());
        needed.properties()
                .forEach(
                        need -> {
                            assertTrue(service(need.getKey()).isObject(), need.getKey());
                            assertEquals(
                                    "service_healthy", need.getValue().path("condition").asText());
                        });
    }

    @Test
    void shouldLeaveTimeToDrain() {
        String grace = handoff.path("stop_grace_period").asText();

        assertTrue(grace.matches("\\d+s"));
        assertTrue(Integer.parseInt(grace.replace("s", "")) > DRAIN_SECONDS);
    }

    @Test
    void shouldMountFilesThatAreThere() {
        List<String> files =
                service("proxy")
                        .path("volumes")
                        .valueStream()
                        .map(v -> v.asText().split(":")[0])
                        .toList();

        assertEquals(List.of("./compose/nginx.conf"), files);
        assertTrue(Files.exists(Path.of(files.get(0))));
    }

    private JsonNode service(String name) {
        return compose.path("services").path(name);
    }

    private String setting(String name) {
        return variable("handoff", name);
    }

    private String variable(String service, String name) {
        return service(service).path("environment").path(name).asText();
    }

    private static Iterable<String> iterable(JsonNode object) {
        return object::fieldNames;
    }
}
