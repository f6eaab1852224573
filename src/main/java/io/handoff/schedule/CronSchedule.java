package io.handoff.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/**
 * A cron expression in a time zone.
 *
 * <p>When the clock goes forward, a run in the skipped hour moves by the length of the gap: 02:30
 * becomes 03:30 that day. When it goes back, an hour occurs twice: an expression for every hour
 * (its hour field begins with {@code *}) runs in both, any other in the first only. A daily run
 * thus happens once a day, and a run every ten minutes every ten minutes.
 */
final class CronSchedule {

    /** The next February 29 can be 8 years away. */
    private static final Duration HORIZON = Duration.ofDays(9 * 366);

    private final Cron cron;
    private final ZoneRules rules;

    /**
     * @throws IllegalArgumentException if the expression is invalid; the message says why
     */
    CronSchedule(String cron, ZoneId zone) {
        this.cron = Cron.parse(cron);
        this.rules = zone.getRules();
    }

    /**
     * @throws IllegalArgumentException if this process cannot read its expression or its zone
     */
    static CronSchedule of(Schedule schedule) {
        try {
            return new CronSchedule(schedule.rule().cron(), ZoneId.of(schedule.rule().zone()));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The first time strictly after {@code after}; empty if there is none within nine years. */
    Optional<Instant> next(Instant after) {
        Instant time = after.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant end = after.plus(HORIZON);
        while (time.isBefore(end)) {
            if (matches(time)) {
                return Optional.of(time);
            }
            time = skip(time);
        }
        return Optional.empty();
    }

    private boolean matches(Instant time) {
        ZoneOffset offset = rules.getOffset(time);
        LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset);
        return cron.matches(local) && (cron.anyHour() || isFirst(local, offset)) || isShifted(time);
    }

    /** Whether this local time occurs for the first time, not again after the clock went back. */
    private boolean isFirst(LocalDateTime local, ZoneOffset offset) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return offsets.size() < 2 || offsets.get(0).equals(offset);
    }

    /** Whether the run belongs to a skipped local time, and so moves to this one. */
    private boolean isShifted(Instant time) {
        ZoneOffsetTransition change = rules.previousTransition(time.plusMillis(1));
        return change != null
                && change.isGap()
                && time.isBefore(change.getInstant().plus(change.getDuration()))
                && cron.matches(LocalDateTime.ofInstant(time, change.getOffsetBefore()));
    }

    /** The next candidate: never beyond a change of offset, and minute by minute after one. */
    private Instant skip(Instant time) {
        Instant nextMinute = time.plusSeconds(60);
        Instant far =
                time.plusSeconds(stride(LocalDateTime.ofInstant(time, rules.getOffset(time))));
        ZoneOffsetTransition last = rules.previousTransition(time.plusMillis(1));
        if (last != null && time.isBefore(last.getInstant().plus(last.getDuration().abs()))) {
            return nextMinute;
        }
        ZoneOffsetTransition next = rules.nextTransition(time);
        return next == null || far.isBefore(next.getInstant())
                ? far
                : aligned(next.getInstant(), nextMinute);
    }

    /** A century ago offsets changed within a minute; the search must go on past such a change. */
    private static Instant aligned(Instant change, Instant earliest) {
        Instant minute = change.truncatedTo(ChronoUnit.MINUTES);
        return minute.isBefore(earliest) ? earliest : minute;
    }

    /** Seconds to the next minute, hour, day or month, before which nothing can match. */
    private long stride(LocalDateTime local) {
        LocalDateTime to;
        if (!cron.isMonth(local)) {
            to = local.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
        } else if (!cron.isDay(local)) {
            to = local.truncatedTo(ChronoUnit.DAYS).plusDays(1);
        } else if (!cron.hours().get(local.getHour())) {
            to = local.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        } else {
            int minute = cron.minutes().nextSetBit(local.getMinute() + 1);
            to =
                    minute < 0
                            ? local.truncatedTo(ChronoUnit.HOURS).plusHours(1)
                            : local.withMinute(minute);
        }
        return ChronoUnit.SECONDS.between(local, to);
    }
}
