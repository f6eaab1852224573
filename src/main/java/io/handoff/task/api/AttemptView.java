package io.handoff.task.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.handoff.event.Event;
import io.handoff.task.Task;
import io.handoff.task.TaskHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a task, as its history has it.
 *
 * @param became the state in which the attempt left the task; null while it runs
 */
@Schema(name = "Attempt")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptView(
        int attempt,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String became,
        @Nullable String error) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static List<AttemptView> of(Task task) {
        List<AttemptView> attempts = new ArrayList<>();
        AttemptView open = null;
        for (Event event : TaskHistory.events(task, 0)) {
            if (event.type().equals("running")) {
                open = new AttemptView(attempts.size() + 1, at(event), null, null, null);
            } else if (open != null && !event.type().equals("progress")) {
                attempts.add(open.endedBy(event));
                open = null;
            }
        }
        if (open != null) {
            attempts.add(open);
        }
        return attempts;
    }

    private AttemptView endedBy(Event event) {
        JsonNode data = data(event);
        JsonNode error = data.has("error") ? data.get("error") : data.get("reason");
        return new AttemptView(
                attempt, startedAt, at(event), event.type(), error == null ? null : error.asText());
    }

    private static JsonNode data(Event event) {
        try {
            return JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The history of " + event.channel() + " is damaged", e);
        }
    }

    private static Instant at(Event event) {
        return Instant.ofEpochMilli(event.time());
    }
}
