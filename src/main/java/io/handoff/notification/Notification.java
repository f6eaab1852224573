package io.handoff.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.http.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a notification may say: {@code {title, message, data, collapseKey, expiresAt, …}}, all
 * optional.
 */
final class Notification {

    /** The field of the payload that names who is told; set from the path. */
    static final String USER = "user";

    /** The newest of the same key replaces an unread older one. */
    static final String COLLAPSE_KEY = "collapseKey";

    /** After this moment nobody needs to hear it. */
    static final String EXPIRES_AT = "expiresAt";

    private static final int MAX_KEY = 128;

    private static final String DEFAULT_MESSAGE = "You have a notification";

    private Notification() {}

    /** Refuses texts that are none, and fills in the default message. */
    static void check(ObjectNode notification) {
        for (String field : List.of("title", "message")) {
            JsonNode value = notification.get(field);
            if (value != null && !value.isTextual()) {
                throw Problem.badRequest("'" + field + "' must be a text.");
            }
        }
        checkCollapseKey(notification.get(COLLAPSE_KEY));
        expiresAt(notification.get(EXPIRES_AT));
        if (!notification.has("message")) {
            notification.put("message", DEFAULT_MESSAGE);
        }
    }

    private static void checkCollapseKey(@Nullable JsonNode key) {
        if (key != null
                && (!key.isTextual()
                        || key.asText().isEmpty()
                        || key.asText().length() > MAX_KEY)) {
            throw Problem.badRequest(
                    "'collapseKey' must be a text of 1 to " + MAX_KEY + " characters.");
        }
    }

    /** Epoch milliseconds, 0 for never. */
    static long expiresAt(@Nullable JsonNode moment) {
        if (moment == null) {
            return 0;
        }
        try {
            return Instant.parse(moment.asText()).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw Problem.badRequest("'expiresAt' must be a moment like \"2030-01-31T08:00:00Z\".");
        }
    }
}
