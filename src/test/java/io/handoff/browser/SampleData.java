package io.handoff.browser;

import static io.restassured.RestAssured.given;

import java.util.Map;

/** Tasks, messages, notifications and schedules, so that no screen is empty. */
final class SampleData {

    private final int port;

    SampleData(int port) {
        this.port = port;
    }

    void submit() {
        for (int i = 0; i < 25; i++) {
            task("alice", Map.of("kind", "demo", "payload", Map.of("seconds", 0)));
        }
        Map<String, Object> failing = Map.of("seconds", 0, "failureRate", 1);
        for (int i = 0; i < 6; i++) {
            task("bob", Map.of("kind", "demo", "payload", failing, "maxAttempts", 1));
        }
        task("bob", Map.of("kind", "demo", "payload", Map.of("seconds", 0), "delay", "2h"));
        say("bob", "Morning! Is the thumbnail batch through?");
        say(
                "carol",
                "All but six. They are in the dead letters; the camera wrote half a file each.");
        say("bob", "I'll have them sent again.");
        say("alice", "Thanks, both.");
        post(
                "alice",
                "/notify/alice",
                Map.of("title", "Invoice 2041", "message", "It was sent to the customer."));
        post("alice", "/notify/alice", Map.of("message", "Your cat is ready"));
        post(
                "alice",
                "/schedules",
                Map.of(
                        "name",
                        "Nightly report",
                        "cron",
                        "30 2 * * *",
                        "zone",
                        "Europe/Berlin",
                        "kind",
                        "demo"));
        String weekly =
                post(
                        "alice",
                        "/schedules",
                        Map.of(
                                "name",
                                "Weekly clean-up",
                                "cron",
                                "@weekly",
                                "zone",
                                "UTC",
                                "kind",
                                "demo"));
        post("alice", "/schedules/" + weekly + "/pause", Map.of());
    }

    private void task(String user, Map<String, Object> task) {
        post(user, "/tasks", task);
    }

    private void say(String user, String text) {
        post(user, "/channels/room:lobby/events", Map.of("data", Map.of("text", text)));
    }

    private String post(String user, String path, Map<String, Object> body) {
        return given().port(port)
                .queryParam("user", user)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300))
                .extract()
                .path("id");
    }
}
