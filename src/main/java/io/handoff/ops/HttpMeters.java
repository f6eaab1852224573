package io.handoff.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Bounds the tags of the HTTP server's meters. Quarkus puts the raw path and method of a refused
 * request into them, and counts no new route once there are a hundred: a client that makes up paths
 * could switch these meters off.
 */
final class HttpMeters {

    static final String OTHER = "OTHER";

    /** The routes of the service, as their templates. A test holds them against OpenAPI. */
    static final Set<String> ROUTES =
            Set.of(
                    "/capacity",
                    "/channels/{channel}/events",
                    "/inbox",
                    "/inbox/read",
                    "/inbox/{id}/read",
                    "/me",
                    "/monitor",
                    "/notify/{user_id}",
                    "/process",
                    "/schedules",
                    "/schedules/{id}",
                    "/schedules/{id}/pause",
                    "/schedules/{id}/resume",
                    "/schedules/{id}/run",
                    "/tasks",
                    "/tasks/bulk",
                    "/tasks/count",
                    "/tasks/{id}",
                    "/tasks/{id}/discard",
                    "/tasks/{id}/retry",
                    "/tickets",
                    "/ws",
                    "/ws/live");

    /** What Quarkus says instead of a path. */
    private static final Set<String> WITHOUT_PATH =
            Set.of("root", "NOT_FOUND", "REDIRECTION", "UNKNOWN");

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    HttpMeters() {}

    @Produces
    @Singleton
    static MeterFilter bounded() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.server.") ? bounded(id) : id;
            }
        };
    }

    private static Meter.Id bounded(Meter.Id id) {
        Meter.Id result = id;
        String uri = id.getTag("uri");
        if (uri != null && !ROUTES.contains(uri) && !WITHOUT_PATH.contains(uri)) {
            result = result.withTag(Tag.of("uri", OTHER));
        }
        String method = id.getTag("method");
        if (method != null && !METHODS.contains(method)) {
            result = result.withTag(Tag.of("method", OTHER));
        }
        return result;
    }
}
