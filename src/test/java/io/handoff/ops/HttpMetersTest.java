package io.handoff.ops;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.Api;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HttpMetersTest {

    /** Quarkus counts no new route once there are so many values of {@code uri}. */
    private static final int MAX_URIS = 100;

    @Inject MeterRegistry registry;

    @Test
    void shouldKnowEveryRoute() throws Exception {
        JsonNode document =
                new ObjectMapper()
                        .readTree(given().accept("application/json").get("/q/openapi").asString());
        Set<String> paths = new TreeSet<>();
        document.get("paths").fieldNames().forEachRemaining(paths::add);

        // OpenAPI does not describe the sockets.
        paths.add("/ws");
        paths.add("/ws/live");
        assertEquals(paths, new TreeSet<>(HttpMeters.ROUTES));
    }

    /** Refused before a route is found, or by it: 403, 404, 405, 406, 413, 415, and preflights. */
    @Test
    void shouldCountEveryRouteAfterAThousandMadeUpPaths() {
        byte[] large = new byte[300 * 1024];
        for (int i = 0; i < 1_000; i++) {
            String path = "/made-up/" + i;
            switch (i % 8) {
                case 0 -> given().get(path);
                case 1 -> preflight("https://evil.example").options(path);
                case 2 ->
                        preflight("http://localhost:" + io.restassured.RestAssured.port)
                                .options(path);
                case 3 -> given().header("Origin", "https://evil.example").get("/tasks/" + i);
                case 4 -> given().patch("/tasks/" + i);
                case 5 -> given().accept("image/png").get("/tasks/" + i);
                case 6 -> given().contentType("text/plain").body("x").post("/notify/u" + i + "/x");
                default -> {
                    if (i < 40) {
                        given().contentType("application/json").body(large).post("/notify/u" + i);
                    } else {
                        given().request("MADEUP" + i, path);
                    }
                }
            }
        }
        Api.json("{}").post("/process");
        given().get("/tasks/none");
        given().get("/me");

        Set<String> uris = tags("uri");
        Set<String> known = new TreeSet<>(HttpMeters.ROUTES);
        known.addAll(Set.of("root", "NOT_FOUND", "REDIRECTION", "UNKNOWN", HttpMeters.OTHER));
        Set<String> unknown = new TreeSet<>(uris);
        unknown.removeAll(known);
        assertEquals(Set.of(), unknown);
        assertTrue(uris.size() < MAX_URIS, uris::toString);
        assertTrue(uris.containsAll(Set.of("/process", "/tasks/{id}", "/me")), uris::toString);
        assertTrue(uris.contains(HttpMeters.OTHER), uris::toString);
        assertTrue(tags("method").size() <= 8, () -> tags("method").toString());
    }

    private static RequestSpecification preflight(String origin) {
        return given().header("Origin", origin).header("Access-Control-Request-Method", "GET");
    }

    private Set<String> tags(String name) {
        return registry.find("http.server.requests").meters().stream()
                .map(meter -> meter.getId().getTag(name))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
