package io.handoff.task.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.handoff.task.Task;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A task as clients see it. Times are RFC 3339 in UTC. */
@Schema(name = "Task")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskView(
        String id,
        String kind,
        String state,
        String owner,
        int priority,
        int attempt,
        int maxAttempts,
        long timeoutMillis,
        @Nullable String uniqueKey,
        Progress progress,
        Instant createdAt,
        @Nullable Instant runAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Schema(implementation = Object.class) @JsonRawValue String payload,
        @Schema(implementation = Object.class) @JsonRawValue @Nullable String result,
        @Nullable String error,
        @Nullable String trace,
        String events,
        @Nullable List<AttemptView> attempts) {

    /** How far the running attempt is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TaskProgress")
    public record Progress(int percent, @Nullable String note) {}

    /** The task with all its attempts. */
    static TaskView whole(Task task) {
        return of(task, AttemptView.of(task));
    }

    /** The task as one of many. */
    static TaskView brief(Task task) {
        return of(task, null);
    }

    private static TaskView of(Task task, @Nullable List<AttemptView> attempts) {
        return new TaskView(
                task.id(),
                task.kind(),
                task.state().label(),
                task.owner(),
                task.options().priority(),
                task.attempts().number(),
                task.options().maxAttempts(),
                task.options().timeoutMillis(),
                task.options().uniqueKey(),
                new Progress(task.outcome().progress().percent(), task.outcome().progress().note()),
                Instant.ofEpochMilli(task.times().createdAt()),
                time(task.times().runAt()),
                time(task.times().startedAt()),
                time(task.times().endedAt()),
                task.payload(),
                task.outcome().result(),
                task.outcome().error(),
                task.options().trace(),
                "/channels/" + task.channel() + "/events",
                attempts);
    }

    static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
