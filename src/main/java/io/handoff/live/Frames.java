package io.handoff.live;

import io.handoff.channel.Sink.Start;
import io.handoff.event.Event;
import io.handoff.http.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Encodes the frames that the server sends, except events; see docs/protocol.md. */
final class Frames {

    private final StringBuilder text = new StringBuilder(128);

    private Frames(String op) {
        text.append("{\"op\":\"").append(op).append('"');
    }

    static byte[] subscribed(Start start, String ref) {
        return new Frames("subscribed")
                .text("channel", start.channel())
                .raw("after", start.after())
                .raw("seq", start.seq())
                .raw("recovered", start.recovered())
                .ref(ref);
    }

    static byte[] unsubscribed(String channel, String ref) {
        return new Frames("unsubscribed").text("channel", channel).ref(ref);
    }

    static byte[] ack(Event event, String ref) {
        Frames frame = new Frames("ack").text("channel", event.channel());
        return (event.ephemeral() ? frame : frame.raw("seq", event.seq()))
                .text("id", event.id())
                .ref(ref);
    }

    static byte[] presence(String channel, Map<String, Integer> users, String ref) {
        StringBuilder list = new StringBuilder("[");
        users.forEach(
                (user, connections) ->
                        list.append(list.length() > 1 ? "," : "")
                                .append("{\"user\":")
                                .append(JsonText.quote(user))
                                .append(",\"connections\":")
                                .append(connections)
                                .append('}'));
        return new Frames("presence")
                .text("channel", channel)
                .raw("users", list.append(']'))
                .ref(ref);
    }

    static byte[] refreshed(long expiresAt, String ref) {
        return new Frames("refreshed")
                .text("expiresAt", Instant.ofEpochMilli(expiresAt).toString())
                .ref(ref);
    }

    static byte[] expiring(long millis) {
        return new Frames("expiring").raw("expiresInMs", millis).ref(null);
    }

    static byte[] draining(long retryAfterMillis) {
        return new Frames("draining").raw("retryAfterMs", retryAfterMillis).ref(null);
    }

    static byte[] pong(String replica, String ref) {
        return new Frames("pong").text("replica", replica).ref(ref);
    }

    static byte[] error(ErrorCode code, String message, String channel, String ref) {
        Frames frame =
                new Frames("error")
                        .text("code", code.label())
                        .text("message", message)
                        .raw("temporary", code.temporary());
        return (channel == null ? frame : frame.text("channel", channel)).ref(ref);
    }

    private Frames text(String name, String value) {
        return raw(name, JsonText.quote(value));
    }

    private Frames raw(String name, Object json) {
        text.append(",\"").append(name).append("\":").append(json);
        return this;
    }

    private byte[] ref(String ref) {
        if (ref != null) {
            raw("ref", ref);
        }
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
