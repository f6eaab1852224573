package io.handoff.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.Stages;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client of {@code /ws/live} that waits for frames, with a limit. */
public final class LiveClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    private LiveClient() {}

    /**
     * @param query what follows {@code /ws/live}: {@code ?user=alice}, or nothing
     */
    public static LiveClient open(int port, String query) {
        LiveClient client = new LiveClient();
        client.socket = Stages.value(client.connect(port, query));
        return client;
    }

    /** As a proxy would, for a client at that address. */
    static LiveClient forwarded(int port, String address) {
        LiveClient client = new LiveClient();
        client.socket = Stages.value(client.connect(port, "", "X-Forwarded-For", address));
        return client;
    }

    /** The failure of a handshake: a {@code WebSocketHandshakeException} with the answer. */
    public static Throwable refused(int port, String query) {
        return Stages.failure(new LiveClient().connect(port, query));
    }

    static LiveClient withToken(int port, String token) {
        LiveClient client = new LiveClient();
        client.socket = Stages.value(client.connect(port, "", bearer(token)));
        return client;
    }

    static Throwable refusedWithToken(int port, String token) {
        return Stages.failure(new LiveClient().connect(port, "", bearer(token)));
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private CompletableFuture<WebSocket> connect(int port, String query, String... header) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (header.length > 0) {
            builder.header(header[0], header[1]);
        }
        URI uri = URI.create("ws://127.0.0.1:" + port + "/ws/live" + query);
        return builder.buildAsync(uri, new Listener());
    }

    private final class Listener implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                frames.add(parse(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a frame; single quotes stand for double ones. */
    public LiveClient send(String frame) {
        Stages.value(socket.sendText(frame.replace('\'', '"'), true));
        return this;
    }

    /** The next frame, whatever it is. */
    public JsonNode next() {
        try {
            JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("No frame came");
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The next frame that fits; others are passed over. */
    public JsonNode next(Predicate<JsonNode> fits) {
        for (JsonNode frame = next(); ; frame = next()) {
            if (fits.test(frame)) {
                return frame;
            }
        }
    }

    /** The next frame with that {@code op}. */
    public JsonNode next(String op) {
        return next(frame -> frame.get("op").asText().equals(op));
    }

    /** The next event of that type. */
    public JsonNode event(String type) {
        return next(frame -> frame.path("type").asText().equals(type));
    }

    /** The next events that are stored. */
    public List<JsonNode> stored(int count) {
        List<JsonNode> events = new ArrayList<>();
        while (events.size() < count) {
            events.add(next(frame -> frame.get("op").asText().equals("event") && frame.has("seq")));
        }
        return events;
    }

    /** Subscribes and waits until it is so; single quotes stand for double ones. */
    public JsonNode subscribe(String channel, String more) {
        send("{'op':'subscribe','channel':'" + channel + "'" + more + "}");
        return next("subscribed");
    }

    public JsonNode subscribe(String channel) {
        return subscribe(channel, "");
    }

    /** What came before the answer to this ping. */
    public List<JsonNode> untilPong() {
        send("{'op':'ping','ref':'the end'}");
        List<JsonNode> before = new ArrayList<>();
        for (JsonNode frame = next(); !frame.path("ref").asText().equals("the end"); ) {
            before.add(frame);
            frame = next();
        }
        return before;
    }

    /** The close code, when the server closes. */
    public int closeCode() {
        return Stages.value(closed);
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Leaves in order. */
    public void leave() {
        Stages.value(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    }
}
