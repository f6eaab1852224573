package io.handoff.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import io.handoff.http.Problem;
import io.handoff.http.StoredText;
import io.handoff.task.NewTask;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;

/**
 * The body of {@code POST /schedules}.
 *
 * @param work the task to submit at each run, checked
 */
record ScheduleRequest(JsonNode body, NewTask work) {

    /**
     * A task's {@code delay}, {@code runAt} and {@code uniqueKey} are missing: the schedule decides
     * when.
     */
    private static final Set<String> FIELDS =
            new TreeSet<>(
                    Set.of(
                            "name",
                            "cron",
                            "zone",
                            "kind",
                            "payload",
                            "priority",
                            "maxAttempts",
                            "timeout"));

    private static final int MAX_NAME = 200;
    private static final int MAX_CRON = 200;

    /** The fields of the schedule itself, not of its tasks. */
    static final Set<String> OWN = Set.of("name", "cron", "zone");

    /**
     * @throws Problem if the body has an unknown field
     */
    static void checkFields(JsonNode body) {
        body.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (!FIELDS.contains(field)) {
                                throw Problem.badRequest(
                                        "'"
                                                + field
                                                + "' is not a field of a schedule; known fields: "
                                                + FIELDS
                                                + ".");
                            }
                        });
    }

    /**
     * The schedule that the body describes.
     *
     * @throws Problem naming the invalid field
     */
    Schedule toSchedule(String id, String owner, Instant now) {
        String cron = text("cron", MAX_CRON);
        ZoneId zone = zone();
        return new Schedule(
                id,
                body.hasNonNull("name") ? text("name", MAX_NAME) : null,
                owner,
                new Schedule.Rule(cron, zone.getId()),
                new Schedule.Work(work.kind(), work.payload(), options()),
                new Schedule.Times(now.toEpochMilli(), first(cron, zone, now).toEpochMilli(), 0),
                null);
    }

    private Schedule.Options options() {
        NewTask.Options options = work.options();
        return new Schedule.Options(
                options.priority(),
                options.maxAttempts() == null ? 0 : options.maxAttempts(),
                options.timeout() == null ? 0 : options.timeout().toMillis());
    }

    private static Instant first(String cron, ZoneId zone, Instant now) {
        try {
            Cron.checkNew(cron);
            return new CronSchedule(cron, zone)
                    .next(now)
                    .orElseThrow(
                            () ->
                                    Problem.badRequest(
                                            "'cron' '"
                                                    + cron
                                                    + "' is never due: there is no such day."));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("Invalid 'cron': " + e.getMessage());
        }
    }

    private ZoneId zone() {
        String zone = body.hasNonNull("zone") ? text("zone", MAX_NAME) : "UTC";
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Problem.badRequest(
                    "Unknown 'zone' '"
                            + zone
                            + "'; examples: UTC, Europe/Berlin, America/New_York.");
        }
        return ZoneId.of(zone);
    }

    private String text(String field, int maxLength) {
        JsonNode value = body.get(field);
        if (value == null
                || !value.isTextual()
                || value.asText().isBlank()
                || value.asText().length() > maxLength) {
            String example = field.equals("cron") ? ", for example '30 8 * * MON-FRI'" : "";
            throw Problem.badRequest(
                    "'"
                            + field
                            + "' must be a string of 1 to "
                            + maxLength
                            + " characters"
                            + example
                            + ".");
        }
        return StoredText.checked(field, value.asText());
    }
}
