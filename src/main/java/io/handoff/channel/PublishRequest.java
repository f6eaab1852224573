package io.handoff.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.event.ChannelName;
import io.handoff.http.JsonText;
import io.handoff.http.Problem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request to publish: {@code {data, type?, id?, ephemeral?}}. */
final class PublishRequest {

    private static final Set<String> FIELDS = Set.of("data", "type", "id", "ephemeral");

    private PublishRequest() {}

    /**
     * @throws Problem 400 if the body is invalid
     */
    static PublishCommand parse(ChannelName channel, byte @Nullable [] body, ObjectMapper json)
            throws java.io.IOException {
        JsonNode object = json.readTree(JsonText.object(body));
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!FIELDS.contains(name)) {
                                throw Problem.badRequest(
                                        "Unknown field '"
                                                + name
                                                + "': send {\"data\": …} and optionally type, id"
                                                + " and ephemeral.");
                            }
                        });
        if (!object.has("data")) {
            throw Problem.badRequest("The body needs 'data', any JSON value.");
        }
        JsonNode ephemeral = object.path("ephemeral");
        if (!ephemeral.isMissingNode() && !ephemeral.isNull() && !ephemeral.isBoolean()) {
            throw Problem.badRequest("'ephemeral' must be true or false.");
        }
        return new PublishCommand(
                channel,
                text(object, "type"),
                text(object, "id"),
                ephemeral.asBoolean(),
                object.get("data").toString());
    }

    private static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Problem.badRequest("'" + name + "' must be a string.");
        }
        return value.asText();
    }
}
