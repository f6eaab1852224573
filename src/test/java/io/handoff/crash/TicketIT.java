package io.handoff.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.access.Issuer;
import io.handoff.live.LiveClient;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Browsers whose ticket is from one replica, and whose socket comes to another. */
@Tag("full")
class TicketIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir Path folder;
    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = Cluster.in(folder);
        for (int i = 0; i < 2; i++) {
            cluster.add("HANDOFF_ACCESS_MODE", "jwt", "HANDOFF_ACCESS_JWT_SECRET", Issuer.SECRET);
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldOpenSocketsOnAnotherReplicaOnce() throws Exception {
        String ticket = ticket(0);
        try (LiveClient live = LiveClient.open(cluster.port(1), "?ticket=" + ticket)) {
            live.subscribe("user:alice");
        }
        for (int replica : new int[] {1, 0}) {
            Throwable refused = LiveClient.refused(cluster.port(replica), "?ticket=" + ticket);
            assertEquals(401, answer(refused).statusCode());
        }

        ticket = ticket(1);
        assertEquals("You said: hello", echo(0, ticket));
        for (int replica : new int[] {0, 1}) {
            Throwable refused = Stages.failure(open(replica, ticket, new CompletableFuture<>()));
            assertEquals(401, answer(refused).statusCode());
        }

        ticket = ticket(0);
        assertEquals(200, stream(1, ticket));
        assertEquals(401, stream(0, ticket));
    }

    @Test
    void shouldSayThatItCanNotKnowWhileTheDatabaseIsAway() throws Exception {
        String ticket = ticket(0);
        cluster.stopDatabase();

        HttpResponse<String> refused = tickets(0);
        assertEquals(503, refused.statusCode(), refused.body());
        assertTrue(comesBack(refused.headers()));
        HttpResponse<?> closed = answer(LiveClient.refused(cluster.port(1), "?ticket=" + ticket));
        assertEquals(503, closed.statusCode());
        assertTrue(comesBack(closed.headers()));

        cluster.startDatabase();
        Api second = cluster.replica(1).api();
        Api.awaitTrue("ready", Duration.ofSeconds(60), second::ready);
        assertEquals("You said: back", echo(1, ticket(1), "back"));
    }

    private String echo(int replica, String ticket) {
        return echo(replica, ticket, "hello");
    }

    private String echo(int replica, String ticket, String text) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = Stages.value(open(replica, ticket, answer));
        socket.sendText(text, true);
        try {
            return Stages.value(answer);
        } finally {
            socket.abort();
        }
    }

    private CompletableFuture<WebSocket> open(
            int replica, String ticket, CompletableFuture<String> answer) {
        URI uri = URI.create("ws://localhost:" + cluster.port(replica) + "/ws?ticket=" + ticket);
        WebSocket.Listener listener =
                new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean l) {
                        answer.complete(text.toString());
                        return null;
                    }
                };
        return HTTP.newWebSocketBuilder().buildAsync(uri, listener);
    }

    /** The status of an event stream, which is then left. */
    private int stream(int replica, String ticket) throws Exception {
        HttpRequest request =
                request(replica, "/channels/user:alice/events?ticket=" + ticket)
                        .header("Accept", "text/event-stream")
                        .build();
        HttpResponse<InputStream> response = HTTP.send(request, BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    private String ticket(int replica) throws Exception {
        HttpResponse<String> given = tickets(replica);
        assertEquals(201, given.statusCode(), given.body());
        return Api.parse(given.body()).get("ticket").asText();
    }

    private HttpResponse<String> tickets(int replica) throws Exception {
        HttpRequest request =
                request(replica, "/tickets")
                        .header(
                                "Authorization",
                                "Bearer " + Issuer.hs256().token("alice", Instant.now()))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(int replica, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + cluster.port(replica) + path));
    }

    private static HttpResponse<?> answer(Throwable refused) {
        return ((WebSocketHandshakeException) refused).getResponse();
    }

    private static boolean comesBack(HttpHeaders headers) {
        return headers.firstValue("Retry-After").isPresent();
    }
}
