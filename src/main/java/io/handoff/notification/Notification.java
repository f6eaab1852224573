package io.handoff.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.http.Moments;
import io.handoff.http.Problem;
import io.handoff.http.StoredText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a notification: {@code {title, message, data, collapseKey, expiresAt, …}}, all
 * optional.
 */
final class Notification {

    /** The field of the payload that names the recipient; set from the path. */
    static final String USER = "user";

    /** A newer notification with the same key replaces an unread older one. */
    static final String COLLAPSE_KEY = "collapseKey";

    /** From this time on the inbox leaves the notification out. */
    static final String EXPIRES_AT = "expiresAt";

    private static final int MAX_KEY = 128;

    private static final Instant EXAMPLE = Instant.parse("2030-01-31T08:00:00Z");

    private static final String DEFAULT_MESSAGE = "You have a notification";

    private Notification() {}

    /** Refuses wrong types, takes null as absent, and fills in the default message. */
    static void check(ObjectNode notification) {
        for (String field : List.of("title", "message", COLLAPSE_KEY, EXPIRES_AT)) {
            if (notification.path(field).isNull()) {
                notification.remove(field);
            }
        }
        for (String field : List.of("title", "message")) {
            JsonNode value = notification.get(field);
            if (value != null && !value.isTextual()) {
                throw Problem.badRequest("'" + field + "' must be a string.");
            }
        }
        checkCollapseKey(notification.get(COLLAPSE_KEY));
        expiresAt(notification.get(EXPIRES_AT));
        if (!notification.has("message")) {
            notification.put("message", DEFAULT_MESSAGE);
        }
    }

    private static void checkCollapseKey(@Nullable JsonNode key) {
        if (key == null) {
            return;
        }
        if (!key.isTextual() || key.asText().isEmpty() || key.asText().length() > MAX_KEY) {
            throw Problem.badRequest(
                    "'collapseKey' must be a string of 1 to " + MAX_KEY + " characters.");
        }
        StoredText.checked(COLLAPSE_KEY, key.asText());
    }

    /** Epoch milliseconds, 0 for never. */
    static long expiresAt(@Nullable JsonNode moment) {
        return Moments.read(EXPIRES_AT, moment, EXAMPLE).orElse(0);
    }
}
