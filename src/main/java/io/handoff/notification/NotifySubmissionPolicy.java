package io.handoff.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.access.Caller;
import io.handoff.access.Denied;
import io.handoff.access.GuestCallers;
import io.handoff.http.Problem;
import io.handoff.task.api.SubmissionPolicy;
import jakarta.inject.Singleton;

/**
 * Callers with the role {@code admin} or {@code notifier} may notify every user, others only
 * themselves: an inbox that every caller could write to would fill with spam.
 */
@Singleton
final class NotifySubmissionPolicy implements SubmissionPolicy {

    private final ObjectMapper json;

    NotifySubmissionPolicy(ObjectMapper json) {
        this.json = json;
    }

    /** The recipient's name in the form in which it is kept. */
    static String recipient(Caller caller, String user) {
        String name = GuestCallers.checked(user);
        if (!caller.mayNotify(name)) {
            throw Denied.foreign(
                    "You may notify only yourself; to notify others you need the role notifier or admin.");
        }
        return name;
    }

    @Override
    public String kind() {
        return NotificationWorker.KIND;
    }

    @Override
    public String check(Caller caller, String payload) {
        try {
            ObjectNode notification = (ObjectNode) json.readTree(payload);
            JsonNode user = notification.get(Notification.USER);
            if (user == null || !user.isTextual()) {
                throw Problem.badRequest("The payload needs 'user', the name of the recipient.");
            }
            notification.put(Notification.USER, recipient(caller, user.asText()));
            Notification.check(notification);
            return notification.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
