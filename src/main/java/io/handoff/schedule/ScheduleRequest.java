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
 * @param work what is to be handed in each time, checked
 */
record ScheduleRequest(JsonNode body, NewTask work) {

    /** Not among them: when a task runs, and its unique key. Those are the schedule's business. */
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

    /** The fields that are a schedule's own, not its tasks'. */
    static final Set<String> OWN = Set.of("name", "cron", "zone");

    /**
     * @throws Problem if there is one that no schedule has
     */
    static void checkFields(JsonNode body) {
        body.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (!FIELDS.contains(field)) {
                                throw Problem.badRequest(
                                        "'"
                                                + field
                                                + "' is not a field of a schedule; known are "
                                                + FIELDS
                                                + ".");
                            }
                        });
    }

    /**
     * The schedule that is asked for.
     *
     * @throws Problem that names the field that is wrong
     */
    Schedule toSchedule(String id, String owner, Instant now) {
        String cron = text("cron", MAX_CRON, null);
        ZoneId zone = zone();
        return new Schedule(
                id,
                text("name", MAX_NAME, ""),
                owner,
                cron,
                zone.getId(),
                work.kind(),
                work.payload(),
                work.options().priority(),
                work.options().maxAttempts() == null ? 0 : work.options().maxAttempts(),
                work.options().timeout() == null ? 0 : work.options().timeout().toMillis(),
                now.toEpochMilli(),
                first(cron, zone, now).toEpochMilli(),
                0,
                null);
    }

    private static Instant first(String cron, ZoneId zone, Instant now) {
        try {
            return new CronSchedule(cron, zone)
                    .next(now)
                    .orElseThrow(
                            () ->
                                    Problem.badRequest(
                                            "'cron' "
                                                    + cron
                                                    + " is never due: there is no such day."));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("'cron' is none: " + e.getMessage());
        }
    }

    private ZoneId zone() {
        String zone = text("zone", MAX_NAME, "UTC");
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Problem.badRequest(
                    "'zone' '"
                            + zone
                            + "' is none; examples: UTC, Europe/Berlin, America/New_York.");
        }
        return ZoneId.of(zone);
    }

    /**
     * @param otherwise what an absent one means; null if it may not be absent
     */
    private String text(String field, int most, String otherwise) {
        JsonNode value = body.get(field);
        if ((value == null || value.isNull()) && otherwise != null) {
            return otherwise.isEmpty() ? null : otherwise;
        }
        if (value == null
                || !value.isTextual()
                || value.asText().isBlank()
                || value.asText().length() > most) {
            String example = field.equals("cron") ? ", for example '30 8 * * MON-FRI'" : "";
            throw Problem.badRequest(
                    "'"
                            + field
                            + "' must be a text of 1 to "
                            + most
                            + " characters"
                            + example
                            + ".");
        }
        return StoredText.checked(field, value.asText());
    }
}
