package io.handoff.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A schedule as clients see it; absent fields have no value yet. */
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
     * @param kinds that have a worker here
     */
    static ScheduleView of(Schedule schedule, Set<String> kinds) {
        Schedule.Options options = schedule.work().options();
        Schedule.Times times = schedule.times();
        return new ScheduleView(
                schedule.id(),
                schedule.name(),
                schedule.rule().cron(),
                schedule.rule().zone(),
                schedule.kind(),
                schedule.work().payload(),
                options.priority(),
                options.maxAttempts() == 0 ? null : options.maxAttempts(),
                options.timeoutMillis() == 0 ? null : options.timeoutMillis(),
                schedule.paused() ? "paused" : "active",
                schedule.owner(),
                Instant.ofEpochMilli(times.createdAt()),
                time(times.nextAt()),
                time(times.lastAt()),
                schedule.lastTask() == null ? null : "/tasks/" + schedule.lastTask(),
                kinds.contains(schedule.kind()) ? null : error(schedule.kind()),
                path(schedule.id()));
    }

    static String path(String id) {
        return "/schedules/" + id;
    }

    private static String error(String kind) {
        return "No worker is registered for kind '"
                + kind
                + "'; the schedule waits until there is one.";
    }

    private static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
