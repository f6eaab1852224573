package io.handoff.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the clock is put forward and back. */
class CronScheduleTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2032-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // 02:00 to 02:59 does not happen on 2030-03-31: that is made up an hour later.
                "30 2 * * *   | Europe/Berlin | 2030-03-30T12:00:00Z | 03-31T01:30,04-01T00:30",
                "0 2 * * *    | Europe/Berlin | 2030-03-30T12:00:00Z | 03-31T01:00,04-01T00:00",
                "30 2,3 * * * | Europe/Berlin | 2030-03-31T00:00:00Z | 03-31T01:30,04-01T00:30",
                "*/30 * * * * | Europe/Berlin | 2030-03-31T00:00:00Z | 03-31T00:30,03-31T01:00,03-31T01:30",
                "0 * * * *    | Europe/Berlin | 2030-03-31T00:00:00Z | 03-31T01:00,03-31T02:00",
                // 02:00 to 02:59 happens twice on 2030-10-27: twice for what is every hour.
                "30 2 * * *   | Europe/Berlin | 2030-10-26T12:00:00Z | 10-27T00:30,10-28T01:30",
                "15,45 2 * * * | Europe/Berlin | 2030-10-26T12:00:00Z | 10-27T00:15,10-27T00:45,10-28T01:15",
                "0 1-3 * * *  | Europe/Berlin | 2030-10-26T12:00:00Z | 10-26T23:00,10-27T00:00,10-27T02:00",
                "*/30 * * * * | Europe/Berlin | 2030-10-26T23:30:00Z | 10-27T00:00,10-27T00:30,10-27T01:00,10-27T01:30,10-27T02:00",
                "0 * * * *    | Europe/Berlin | 2030-10-26T23:30:00Z | 10-27T00:00,10-27T01:00,10-27T02:00",
                // A zone whose clock is put forward at midnight still has a midnight each day.
                "@daily       | Asia/Beirut   | 2029-03-24T00:00:00Z | 03-24T22:00,03-25T21:00",
                // Half an hour.
                "15 2 * * *   | Australia/Lord_Howe | 2030-10-05T00:00:00Z | 10-05T15:45,10-06T15:15"
            })
    void shouldKeepItsRhythmThroughChangesOfTheClock(
            String cron, String zone, Instant from, String times) {
        CronSchedule cronSchedule = new CronSchedule(cron, ZoneId.of(zone));
        String year = from.toString().substring(0, 5);
        Instant time = from;
        for (String wanted : times.split(",")) {
            time = cronSchedule.next(time).orElseThrow();
            assertEquals(Instant.parse(year + wanted + ":00Z"), time);
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void shouldFireOnceADayEverywhere(ZoneId zone) {
        for (String cron : List.of("@daily", "30 2 * * *", "30 1 * * *", "59 23 * * *")) {
            CronSchedule cronSchedule = new CronSchedule(cron, zone);
            int count = 0;
            Instant time = cronSchedule.next(START).orElseThrow();
            while (time.isBefore(END)) {
                Instant next = cronSchedule.next(time).orElseThrow();
                long hours = Duration.between(time, next).toHours();
                assertTrue(hours >= 22 && hours <= 26, cron + " in " + zone + " after " + time);
                time = next;
                count++;
            }
            assertTrue(count >= 729 && count <= 730, cron + " in " + zone + ": " + count);
        }
    }

    /** One for each way in which clocks are changed in those years. */
    static Collection<ZoneId> zones() {
        Map<List<ZoneOffsetTransition>, ZoneId> zones = new HashMap<>();
        ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(ZoneId::of)
                .forEach(zone -> zones.putIfAbsent(changes(zone), zone));
        assertTrue(zones.size() > 10, zones.toString());
        return zones.values();
    }

    private static List<ZoneOffsetTransition> changes(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return Stream.iterate(
                        rules.nextTransition(START),
                        change -> change != null && change.getInstant().isBefore(END),
                        change -> rules.nextTransition(change.getInstant()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "Asia/Beirut",
                "Australia/Lord_Howe",
                "Asia/Kolkata"
            })
    void shouldNeverPauseWhatIsEveryTenMinutes(String zone) {
        CronSchedule cronSchedule = new CronSchedule("*/10 * * * *", ZoneId.of(zone));
        Instant time = Instant.parse("2030-01-01T00:00:00Z");
        for (int i = 0; i < 60_000; i++) {
            Instant next = cronSchedule.next(time).orElseThrow();
            assertEquals(Duration.ofMinutes(10), Duration.between(time, next));
            time = next;
        }
    }

    /** The day that Samoa left out: noon of it is noon of the day after. */
    @Test
    void shouldBearADayThatIsLeftOut() {
        CronSchedule cronSchedule = new CronSchedule("0 12 * * *", ZoneId.of("Pacific/Apia"));

        Instant before = Instant.parse("2011-12-29T22:00:00Z");
        Instant after = Instant.parse("2011-12-30T22:00:00Z");
        assertEquals(after, cronSchedule.next(before).orElseThrow());
        assertEquals(after.plusSeconds(86_400), cronSchedule.next(after).orElseThrow());
    }
}
