package io.handoff.schedule;

import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.Map;

/**
 * A cron expression in local time: the five fields of crontab(5), or {@code @daily} and the like.
 * Where neither the day of the month nor the day of the week begins with {@code *}, a day matches
 * if either does, as in every cron since Version 7.
 *
 * @param eitherDay whether one of the two day fields is enough
 * @param anyHour whether the hour field begins with {@code *}
 */
record Cron(
        BitSet minutes,
        BitSet hours,
        BitSet days,
        BitSet months,
        BitSet weekdays,
        boolean eitherDay,
        boolean anyHour) {

    private static final Map<String, String> NICKNAMES =
            Map.of(
                    "@hourly", "0 * * * *",
                    "@daily", "0 0 * * *",
                    "@midnight", "0 0 * * *",
                    "@weekly", "0 0 * * 0",
                    "@monthly", "0 0 1 * *",
                    "@yearly", "0 0 1 1 *",
                    "@annually", "0 0 1 1 *");

    private static final String EXAMPLES =
            "; examples: '*/15 * * * *' (every 15 minutes), '30 8 * * MON-FRI', '@daily'.";

    /**
     * @throws IllegalArgumentException if it is invalid; the message says why and gives examples
     */
    static Cron parse(String text) {
        String[] fields = fields(text);
        try {
            return new Cron(
                    CronField.MINUTE.parse(fields[0]),
                    CronField.HOUR.parse(fields[1]),
                    CronField.DAY.parse(fields[2]),
                    CronField.MONTH.parse(fields[3]),
                    CronField.WEEKDAY.parse(fields[4]),
                    !fields[2].startsWith("*") && !fields[4].startsWith("*"),
                    fields[1].startsWith("*"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + EXAMPLES);
        }
    }

    /**
     * Refuses what {@link #parse} takes, but does something else than it seems to say. Stored
     * schedules may have it from a version that accepted it.
     *
     * @throws IllegalArgumentException as {@link #parse}
     */
    static void checkNew(String text) {
        parse(text);
        String[] fields = fields(text);
        try {
            for (CronField field : CronField.values()) {
                field.checkSteps(fields[field.ordinal()]);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + EXAMPLES);
        }
    }

    private static String[] fields(String text) {
        String[] fields = NICKNAMES.getOrDefault(text.trim(), text).trim().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "expected 5 fields (minute, hour, day of the month, month, day of the week)"
                            + EXAMPLES);
        }
        return fields;
    }

    boolean matches(LocalDateTime time) {
        return minutes.get(time.getMinute()) && hours.get(time.getHour()) && isDay(time);
    }

    boolean isDay(LocalDateTime time) {
        boolean day = days.get(time.getDayOfMonth());
        boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
        return isMonth(time) && (eitherDay ? day || weekday : day && weekday);
    }

    boolean isMonth(LocalDateTime time) {
        return months.get(time.getMonthValue());
    }
}
