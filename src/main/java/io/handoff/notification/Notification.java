package io.handoff.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.http.Problem;
import java.util.List;

/** What a notification may say: {@code {title, message, data, …}}, all optional. */
final class Notification {

    /** The field of the payload that names who is told; set from the path. */
    static final String USER = "user";

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
        if (!notification.has("message")) {
            notification.put("message", DEFAULT_MESSAGE);
        }
    }
}
