package io.handoff.live;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.channel.PublishCommand;
import io.handoff.event.ChannelName;
import java.util.Iterator;
import java.util.Set;

/**
 * A frame that a client sent.
 *
 * @param ref the client's own mark as JSON, or null
 */
record ClientFrame(String op, String ref, JsonNode body) {

    private static final int MAX_REF = 64;

    /** Those of all ops: a misspelt one must not be passed over. */
    private static final Set<String> FIELDS =
            Set.of("op", "ref", "channel", "after", "data", "type", "id", "ephemeral", "token");

    /** What can't be read as a frame. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient String ref;

        Malformed(String ref, String message) {
            super(message, null, false, false);
            this.ref = ref;
        }

        String ref() {
            return ref;
        }
    }

    static ClientFrame parse(String text, ObjectMapper json) throws Malformed {
        JsonNode body = object(text, json);
        String ref = ref(body.get("ref"));
        JsonNode op = body.path("op");
        if (!op.isTextual()) {
            throw new Malformed(ref, "A frame needs 'op': what to do.");
        }
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new Malformed(ref, "No frame has a field '" + shown(name) + "'.");
            }
        }
        return new ClientFrame(op.asText(), ref, body);
    }

    private static String shown(String name) {
        return name.length() <= MAX_REF ? name : name.substring(0, MAX_REF) + '…';
    }

    private static JsonNode object(String text, ObjectMapper json) throws Malformed {
        try {
            // Who sends two at once would wonder what became of the second.
            JsonNode node = json.reader().with(FAIL_ON_TRAILING_TOKENS).readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new Malformed(
                    null,
                    "A frame is a JSON object; this is no JSON"
                            + (place == null
                                    ? "."
                                    : " from character " + place.getColumnNr() + " on."));
        }
        throw new Malformed(null, "A frame is a JSON object: {\"op\": …}.");
    }

    private static String ref(JsonNode ref) throws Malformed {
        if (ref == null || ref.isNull()) {
            return null;
        }
        if (!isShort(ref.isNumber() ? ref.asText() : ref.textValue())) {
            throw new Malformed(null, "'ref' is a text of up to 64 characters, or a number.");
        }
        return ref.toString();
    }

    private static boolean isShort(String text) {
        return text != null && text.codePointCount(0, text.length()) <= MAX_REF;
    }

    /** The channel, or null where there is none that could be one. */
    String channel() {
        return body.path("channel").textValue();
    }

    /** The asked position, or {@code otherwise}. */
    long after(long otherwise) throws Malformed {
        JsonNode after = body.get("after");
        if (after == null || after.isNull()) {
            return otherwise;
        }
        if (!after.isIntegralNumber() || !after.canConvertToLong() || after.asLong() < 0) {
            throw new Malformed(ref, "'after' is the seq of an event: 0, 1, 2 …");
        }
        return after.asLong();
    }

    String token() throws Malformed {
        String token = text("token");
        if (token == null) {
            throw new Malformed(ref, "'refresh' needs 'token'.");
        }
        return token;
    }

    /**
     * @param channel the frame's
     */
    PublishCommand draft(ChannelName channel) throws Malformed {
        JsonNode data = body.get("data");
        if (data == null) {
            throw new Malformed(ref, "'publish' needs 'data': any JSON.");
        }
        JsonNode ephemeral = body.path("ephemeral");
        if (!ephemeral.isMissingNode() && !ephemeral.isNull() && !ephemeral.isBoolean()) {
            throw new Malformed(ref, "'ephemeral' is true or false.");
        }
        return new PublishCommand(
                channel, text("type"), text("id"), ephemeral.asBoolean(), data.toString());
    }

    private String text(String name) throws Malformed {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Malformed(ref, "'" + name + "' is a text.");
        }
        return value.asText();
    }
}
