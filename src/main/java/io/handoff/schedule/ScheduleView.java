package io.handoff.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A schedule as clients see it. What there is not (yet) is absent. */
@Schema(name = "Schedule")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScheduleView(
        String id,
        @Nullable String name,
        String cron,
        String zone,
        String kind,
        @Schema(implementation = Object.class) @JsonRawValue String payload,
        int priority,
        @Nullable Integer maxAttempts,
        @Nullable Long timeoutMillis,
        String state,
        String owner,
        Instant createdAt,
        @Nullable Instant nextRunAt,
        @Nullable Instant lastRunAt,
        @Nullable String lastTask,
        @Nullable String error,
        String schedule) {

    /**
     * @param kinds of work that are done here
     */
    static ScheduleView of(Schedule schedule, Set<String> kinds) {
        return new ScheduleView(
                schedule.id(),
                schedule.name(),
                schedule.cron(),
                schedule.zone(),
                schedule.kind(),
                schedule.payload(),
                schedule.priority(),
                schedule.maxAttempts() == 0 ? null : schedule.maxAttempts(),
                schedule.timeoutMillis() == 0 ? null : schedule.timeoutMillis(),
                schedule.paused() ? "paused" : "active",
                schedule.owner(),
                Instant.ofEpochMilli(schedule.createdAt()),
                time(schedule.nextAt()),
                time(schedule.lastAt()),
                schedule.lastTask() == null ? null : "/tasks/" + schedule.lastTask(),
                kinds.contains(schedule.kind()) ? null : error(schedule.kind()),
                path(schedule.id()));
    }

    static String path(String id) {
        return "/schedules/" + id;
    }

    private static String error(String kind) {
        return "Nobody here does work of the kind '"
                + kind
                + "' now; it waits until somebody does.";
    }

    private static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
