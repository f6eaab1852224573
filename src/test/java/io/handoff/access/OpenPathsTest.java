package io.handoff.access;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.POST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPathsTest {

    private final AtomicInteger looks = new AtomicInteger();
    private final OpenPaths paths =
            new OpenPaths(
                    path -> {
                        looks.incrementAndGet();
                        return path.equals("/handoff.js");
                    });

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/handoff.js", "/capacity", "/capacity/", "/q/health", "/q/metrics"})
    void shouldBeOpenForReading(String path) {
        assertTrue(paths.contains(GET, path));
        assertTrue(paths.contains(HEAD, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tasks",
                "/tasks/",
                "/process",
                "/ws",
                "/ws/live",
                "/tickets",
                "/q",
                "/queue",
                "/capacity/x",
                "/handoff.js/",
                "/index.htm",
                "/q/%2e%2e/tasks",
                "/%71/health",
                "",
                "*"
            })
    void shouldBeClosed(String path) {
        assertFalse(paths.contains(GET, path));
    }

    @Test
    void shouldBeClosedForWriting() {
        assertFalse(paths.contains(POST, "/"));
        assertFalse(paths.contains(DELETE, "/capacity"));
        assertFalse(paths.contains(POST, "/handoff.js"));
    }

    @Test
    void shouldRememberSomeFilesButNotEveryPath() {
        for (int i = 0; i < 2_000; i++) {
            paths.contains(GET, "/" + i % 10);
        }
        assertEquals(10, looks.get());
        for (int i = 0; i < 2_000; i++) {
            paths.contains(GET, "/other/" + i);
        }
        paths.contains(GET, "/other/1999");
        assertEquals(2_011, looks.get());
    }
}
