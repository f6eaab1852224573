package io.handoff.live;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.channel.PublishCommand;
import io.handoff.event.ChannelName;
import io.handoff.http.JsonText;
import io.handoff.http.Names;
import io.handoff.http.StoredText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A frame that a client sent.
 *
 * @param ref what the client marks the frame with, as JSON, or null
 */
record ClientFrame(String op, @Nullable String ref, JsonNode body) {

    private static final int MAX_REF = 64;
    private static final int MAX_REASON = 200;

    /** The fields of all operations; others are refused, so that a misspelt one is noticed. */
    private static final Set<String> FIELDS =
            Set.of("op", "ref", "channel", "after", "data", "type", "id", "ephemeral", "token");

    /** The text is not a valid frame. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient @Nullable String ref;

        Malformed(@Nullable String ref, String message) {
            super(message, null, false, false);
            this.ref = ref;
        }

        @Nullable String ref() {
            return ref;
        }
    }

    static ClientFrame parse(String text, ObjectMapper json) throws Malformed {
        JsonNode body = object(text, json);
        String ref = ref(body.get("ref"));
        JsonNode op = body.path("op");
        if (!op.isTextual()) {
            throw new Malformed(ref, "A frame needs 'op', the operation.");
        }
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw new Malformed(ref, "Unknown field '" + shortened(name) + "'.");
            }
        }
        return new ClientFrame(op.asText(), ref, body);
    }

    private static String shortened(String name) {
        return name.length() <= MAX_REF ? name : StoredText.cut(name, MAX_REF) + '…';
    }

    private static JsonNode object(String text, ObjectMapper json) throws Malformed {
        try (JsonParser parser = JsonText.parser(text)) {
            JsonNode node = json.readTree(parser);
            // A second value in the same text would be lost silently.
            if (node != null && node.isObject() && parser.nextToken() == null) {
                return node;
            }
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new Malformed(
                    null,
                    "Invalid JSON"
                            + (place == null ? "" : " at character " + place.getColumnNr())
                            + ": "
                            + StoredText.cut(e.getOriginalMessage(), MAX_REASON)
                            + "; a frame is one JSON object.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new Malformed(null, "A frame must be a JSON object: {\"op\": …}.");
    }

    private static @Nullable String ref(@Nullable JsonNode ref) throws Malformed {
        if (ref == null || ref.isNull()) {
            return null;
        }
        if (!isShort(ref.isNumber() ? ref.asText() : ref.textValue())) {
            throw new Malformed(
                    null, "'ref' must be a number or a string of at most 64 characters.");
        }
        return ref.toString();
    }

    private static boolean isShort(@Nullable String text) {
        return text != null && text.codePointCount(0, text.length()) <= MAX_REF;
    }

    /** The channel in NFC, or null if it is absent or not a string. */
    @Nullable String channel() {
        String channel = body.path("channel").textValue();
        return channel == null ? null : Names.normalised(channel);
    }

    /** The requested position, or {@code otherwise}. */
    long after(long otherwise) throws Malformed {
        JsonNode after = body.get("after");
        if (after == null || after.isNull()) {
            return otherwise;
        }
        if (!after.isIntegralNumber() || !after.canConvertToLong() || after.asLong() < 0) {
            throw new Malformed(ref, "'after' must be the seq of an event: 0, 1, 2 …");
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
     * @param channel the channel of this frame
     */
    PublishCommand publishCommand(ChannelName channel) throws Malformed {
        JsonNode data = body.get("data");
        if (data == null) {
            throw new Malformed(ref, "'publish' needs 'data', any JSON value.");
        }
        JsonNode ephemeral = body.path("ephemeral");
        if (!ephemeral.isMissingNode() && !ephemeral.isNull() && !ephemeral.isBoolean()) {
            throw new Malformed(ref, "'ephemeral' must be true or false.");
        }
        return new PublishCommand(
                channel, text("type"), text("id"), ephemeral.asBoolean(), data.toString());
    }

    private @Nullable String text(String name) throws Malformed {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Malformed(ref, "'" + name + "' must be a string.");
        }
        return value.asText();
    }
}
