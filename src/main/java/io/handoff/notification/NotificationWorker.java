package io.handoff.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.handoff.task.worker.Kind;
import io.handoff.task.worker.TaskRun;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

/** Puts a notification into the user's channel, in the same commit as the task's outcome. */
@Singleton
public class NotificationWorker {

    static final String KIND = "notify";

    void on(@ObservesAsync @Kind(KIND) TaskRun run) {
        ObjectNode notification = run.payload(ObjectNode.class);
        String user = notification.remove(Notification.USER).asText();
        JsonNode key = notification.remove(Notification.COLLAPSE_KEY);
        long expiresAt = Notification.expiresAt(notification.remove(Notification.EXPIRES_AT));
        String collapseKey = key == null ? null : key.asText();
        run.tellUser(user, "notification", notification, collapseKey, expiresAt);
    }
}
