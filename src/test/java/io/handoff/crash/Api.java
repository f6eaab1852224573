package io.handoff.crash;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The HTTP calls of the crash tests. What the server does not answer is an UncheckedIOException.
 */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final String base;

    Api(int port) {
        this.base = "http://localhost:" + port;
    }

    HttpResponse<String> post(String path, String json) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build());
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + response.body());
        }
        return parse(response.body());
    }

    /** The state of a task, once it has ended or half a minute later. */
    String awaitEnd(String id) {
        return json("/tasks/" + id + "?wait=30").get("state").asText();
    }

    boolean ready() {
        return get("/q/health/ready").statusCode() == 200;
    }

    /** Whether it is known to have succeeded; not so if nobody can tell at the moment. */
    boolean succeeds(String id) {
        HttpResponse<String> answer = get("/tasks/" + id + "?wait=30");
        return answer.statusCode() == 200
                && parse(answer.body()).get("state").asText().equals("succeeded");
    }

    /** A value of a check of {@code /q/health/ready}, whatever the verdict. */
    String health(String check, String value) {
        for (JsonNode each : parse(get("/q/health/ready").body()).get("checks")) {
            if (each.get("name").asText().equals(check)) {
                return each.at("/data/" + value).asText();
            }
        }
        return "";
    }

    /** Every task there is, page by page. */
    void eachTask(Consumer<JsonNode> visitor) {
        for (String path = "/tasks?limit=500"; path != null; ) {
            JsonNode page = json(path);
            page.get("tasks").forEach(visitor);
            path = page.path("next").asText(null);
        }
    }

    /** Every stored event of a channel, page by page. */
    void eachEvent(String channel, Consumer<JsonNode> visitor) {
        long after = 0;
        JsonNode events;
        do {
            events =
                    json("/channels/" + channel + "/events?limit=500&after=" + after).get("events");
            events.forEach(visitor);
            after = events.isEmpty() ? after : events.get(events.size() - 1).get("seq").asLong();
        } while (!events.isEmpty());
    }

    /** Returns when no task waits or runs any more. */
    void awaitQuiet() {
        for (String state : List.of("scheduled", "queued", "running", "queued", "scheduled")) {
            JsonNode unfinished = unfinished(state);
            while (!unfinished.isEmpty()) {
                unfinished.forEach(task -> awaitEnd(task.get("id").asText()));
                unfinished = unfinished(state);
            }
        }
    }

    private JsonNode unfinished(String state) {
        return json("/tasks?limit=500&state=" + state).get("tasks");
    }

    /** Asks again and again; an error if it stays false for too long. */
    static void awaitTrue(String what, Duration limit, BooleanSupplier condition) {
        await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(limit)
                .until(condition::getAsBoolean);
    }

    /** Whatever is under way goes on for so long. */
    static void pass(Duration time) {
        Executor then = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> {}, then).join();
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(40));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
