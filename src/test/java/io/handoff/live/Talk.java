package io.handoff.live;

import static io.handoff.live.AsyncApi.DOCUMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.Stages;
import io.handoff.live.AsyncApi.Message;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client that holds every frame against the document: its own before, the server's after. */
final class Talk implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final long LIMIT_SECONDS = 20;

    private final Seen seen;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private WebSocket socket;
    private int refs;

    private Talk(Seen seen) {
        this.seen = seen;
    }

    static Talk begin(URI address, Seen seen) {
        Talk talk = new Talk(seen);
        talk.socket = Stages.value(CLIENT.newWebSocketBuilder().buildAsync(address, talk));
        return talk;
    }

    /** Sends a frame that fits the document; single quotes stand for double ones. */
    void say(String frame) {
        say(AsyncApi.json(quoted(frame)));
    }

    void say(JsonNode frame) {
        String op = frame.path("op").asText();
        Message message = DOCUMENT.client().get(op);
        assertEquals(List.of(), message == null ? List.of(op) : message.faults(frame), op);
        seen.said().add(op);
        blurt(frame.toString());
    }

    /** Sends whatever it is, as it is. */
    void blurt(String text) {
        Stages.value(socket.sendText(text, true));
    }

    /** Sends whatever it is; returns the error that comes of it. */
    JsonNode refused(String text) {
        blurt(quoted(text));
        return hear("error");
    }

    /** Says that with a {@code ref}, and returns the frame that has it too. */
    JsonNode ask(String frame) {
        ObjectNode question = (ObjectNode) AsyncApi.json(quoted(frame));
        int ref = ++refs;
        say(question.put("ref", ref));
        return hear(answer -> answer.path("ref").asInt() == ref);
    }

    JsonNode subscribe(String channel) {
        return ask("{'op':'subscribe','channel':'" + channel + "'}");
    }

    JsonNode subscribe(String channel, long after) {
        return ask("{'op':'subscribe','channel':'" + channel + "','after':" + after + "}");
    }

    /**
     * @param fields without the braces
     */
    JsonNode publish(String channel, String fields) {
        return ask("{'op':'publish','channel':'" + channel + "'," + fields + "}");
    }

    JsonNode refresh(String token) {
        return ask("{'op':'refresh','token':'" + token + "'}");
    }

    JsonNode ping() {
        return ask("{'op':'ping'}");
    }

    /** The next frame of that {@code op}; what comes before it is passed over. */
    JsonNode hear(String op) {
        return hear(frame -> frame.get("op").asText().equals(op));
    }

    /** The next event of that type. */
    JsonNode hearEvent(String type) {
        return hear(frame -> frame.path("type").asText().equals(type));
    }

    JsonNode hear(Predicate<JsonNode> wanted) {
        try {
            while (true) {
                JsonNode frame = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("It did not come; faults: " + seen.faults());
                }
                if (wanted.test(frame)) {
                    return frame;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** The code with which the server closes. */
    int closeCode() {
        return Stages.value(closed);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        parts.append(part);
        if (last) {
            take(parts.toString());
            parts.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String text) {
        JsonNode frame = AsyncApi.json(text);
        String op = frame.path("op").asText();
        Message message = DOCUMENT.server().get(op);
        if (message == null) {
            seen.faults().add("Nobody documented " + text);
        } else {
            message.faults(frame).forEach(fault -> seen.faults().add(fault + " in " + text));
        }
        remember(op, frame);
        heard.add(frame);
    }

    private void remember(String op, JsonNode frame) {
        seen.heard().add(op);
        if (op.equals("error")) {
            seen.codes().add(frame.path("code").asText());
        }
        if (op.equals("event")) {
            String channel = frame.path("channel").asText();
            String kind = channel.substring(0, channel.indexOf(':') + 1);
            seen.types().add(kind + frame.path("type").asText());
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    static String quoted(String frame) {
        return frame.replace('\'', '"');
    }

    /** Leaves, and returns when the server knows. */
    @Override
    public void close() {
        if (!closed.isDone()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
            closeCode();
        }
    }
}
