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
 * A cron expression in a zone.
 *
 * <p>Where the clock is put forward, what would have been in the hour that is skipped is as much
 * later: 02:30 is at 03:30 that day. Where it is put back, an hour comes twice: what is in every
 * hour (an hour field that begins with {@code *}) is in both, all else in the first only. So what
 * is to be once a day is once a day, and what is every ten minutes is every ten minutes.
 */
final class CronSchedule {

    /** February 29 can be 8 years away. */
    private static final Duration HORIZON = Duration.ofDays(9 * 366);

    private final Cron cron;
    private final ZoneRules rules;

    /**
     * @throws IllegalArgumentException that says what is wrong with the expression
     */
    CronSchedule(String cron, ZoneId zone) {
        this.cron = Cron.parse(cron);
        this.rules = zone.getRules();
    }

    /**
     * @throws IllegalArgumentException if its expression or its zone makes no sense (any more)
     */
    static CronSchedule of(Schedule schedule) {
        try {
            return new CronSchedule(schedule.cron(), ZoneId.of(schedule.zone()));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The first time after {@code after}; empty if there is none within nine years. */
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
        LocalDateTime wall = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset);
        return cron.matches(wall) && (cron.anyHour() || isFirst(wall, offset)) || isMadeUp(time);
    }

    /** Whether this time of the clock has not been before, an hour ago say. */
    private boolean isFirst(LocalDateTime wall, ZoneOffset offset) {
        List<ZoneOffset> offsets = rules.getValidOffsets(wall);
        return offsets.size() < 2 || offsets.get(0).equals(offset);
    }

    /** Whether a clock that had not been put forward would show a time that was skipped. */
    private boolean isMadeUp(Instant time) {
        ZoneOffsetTransition change = rules.previousTransition(time.plusMillis(1));
        return change != null
                && change.isGap()
                && time.isBefore(change.getInstant().plus(change.getDuration()))
                && cron.matches(LocalDateTime.ofInstant(time, change.getOffsetBefore()));
    }

    /** On to where it may match: never past a change of the clock, nor within a made-up hour. */
    private Instant skip(Instant time) {
        Instant on = time.plusSeconds(60);
        Instant far =
                time.plusSeconds(stride(LocalDateTime.ofInstant(time, rules.getOffset(time))));
        ZoneOffsetTransition last = rules.previousTransition(time.plusMillis(1));
        if (last != null && time.isBefore(last.getInstant().plus(last.getDuration().abs()))) {
            return on;
        }
        ZoneOffsetTransition next = rules.nextTransition(time);
        return next == null || far.isBefore(next.getInstant())
                ? far
                : aligned(next.getInstant(), on);
    }

    /** A change within a minute, as there were a century ago, must not stop the clock. */
    private static Instant aligned(Instant change, Instant least) {
        Instant minute = change.truncatedTo(ChronoUnit.MINUTES);
        return minute.isBefore(least) ? least : minute;
    }

    /** Seconds to the next minute, hour, day or month, as far as nothing before it can match. */
    private long stride(LocalDateTime wall) {
        LocalDateTime to;
        if (!cron.isMonth(wall)) {
            to = wall.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
        } else if (!cron.isDay(wall)) {
            to = wall.truncatedTo(ChronoUnit.DAYS).plusDays(1);
        } else if (!cron.hours().get(wall.getHour())) {
            to = wall.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        } else {
            int minute = cron.minutes().nextSetBit(wall.getMinute() + 1);
            to =
                    minute < 0
                            ? wall.truncatedTo(ChronoUnit.HOURS).plusHours(1)
                            : wall.withMinute(minute);
        }
        return ChronoUnit.SECONDS.between(wall, to);
    }
}
