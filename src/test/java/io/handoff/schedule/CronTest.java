package io.handoff.schedule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.handoff.SettableClock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/15 * * * *      | 2030-01-31T08:15:00Z",
                "5/15 * * * *      | 2030-01-31T08:05:00Z",
                "@hourly           | 2030-01-31T09:00:00Z",
                "@daily            | 2030-02-01T00:00:00Z",
                "@weekly           | 2030-02-03T00:00:00Z",
                "@monthly          | 2030-02-01T00:00:00Z",
                "@yearly           | 2031-01-01T00:00:00Z",
                "30 8 * * MON-FRI  | 2030-01-31T08:30:00Z",
                "30 7 * * mon-fri  | 2030-02-01T07:30:00Z",
                "0 0 * * 7         | 2030-02-03T00:00:00Z",
                "0 0 * * 6,7       | 2030-02-02T00:00:00Z",
                "0 0 * * 5-7/2     | 2030-02-01T00:00:00Z",
                "0 0 * * SAT-SUN   | 2030-02-02T00:00:00Z",
                "0 0 * * sun       | 2030-02-03T00:00:00Z",
                "0 0 * * SUN-SUN   | 2030-02-03T00:00:00Z",
                "0 0 * * SUN-MON   | 2030-02-03T00:00:00Z",
                "0 0 * * MON-SUN   | 2030-02-01T00:00:00Z",
                "0 0 29 2 *        | 2032-02-29T00:00:00Z",
                "0 0 31 JAN,mar *  | 2030-03-31T00:00:00Z",
                "0 0 13 * 5        | 2030-02-01T00:00:00Z",
                "0 0 */31 * 1      | 2030-04-01T00:00:00Z",
                "  0  0 1  * *     | 2030-02-01T00:00:00Z"
            })
    void shouldFindTheNextTime(String cron, Instant next) {
        assertEquals(Optional.of(next), schedule(cron).next(SettableClock.START));
    }

    @Test
    void shouldFindTimesStrictlyAfter() {
        Instant due = Instant.parse("2030-01-31T08:00:00Z");

        assertEquals(due, schedule("0 8 * * *").next(due.minusNanos(1)).orElseThrow());
        assertEquals(due.plusSeconds(86_400), schedule("0 8 * * *").next(due).orElseThrow());
    }

    /** Friday to Sunday, and not Monday to Thursday. */
    @Test
    void shouldEndAWeekWithSunday() {
        Instant friday = Instant.parse("2030-02-01T00:00:00Z");
        CronSchedule weekend = schedule("0 0 * * FRI-SUN");

        List<Instant> runs = new ArrayList<>();
        Instant time = friday.minusSeconds(1);
        for (int i = 0; i < 4; i++) {
            time = weekend.next(time).orElseThrow();
            runs.add(time);
        }

        List<Integer> days = List.of(0, 1, 2, 7);
        assertEquals(days.stream().map(day -> friday.plusSeconds(day * 86_400L)).toList(), runs);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/90 * * * *   | invalid minute '*/90': a step cannot exceed 60",
                "5/61 * * * *   | invalid minute '5/61': a step cannot exceed 60",
                "0 */25 * * *   | invalid hour '*/25': a step cannot exceed 24",
                "0 0 */32 * *   | invalid day of the month '*/32'",
                "0 0 1 */13 *   | invalid month '*/13'",
                "0 0 * * */8    | invalid day of the week '*/8': a step cannot exceed 7"
            })
    void shouldRefuseStepsThatDoNotFit(String cron, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> Cron.checkNew(cron))
                        .getMessage();

        assertTrue(message.startsWith(part), message);
        // What an older version stored goes on as it did.
        assertTrue(schedule(cron).next(SettableClock.START).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*/60 * * * *", "0 */24 * * *", "0 0 1 */12 *", "0 0 * * */7", "@daily"})
    void shouldTakeStepsThatFit(String cron) {
        assertDoesNotThrow(() -> Cron.checkNew(cron));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *"})
    void shouldKnowThatSomeDaysNeverCome(String cron) {
        assertTrue(schedule(cron).next(SettableClock.START).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "61 * * * *    | invalid minute '61': use 0 to 59",
                "* 24 * * *    | invalid hour '24'",
                "0 0 0 * *     | invalid day of the month '0'",
                "0 0 * 13 *    | invalid month '13'",
                "0 0 * * 8     | invalid day of the week '8'",
                "0 0 * * FRI-MON | invalid day of the week 'FRI-MON'",
                "0 0 * * MOO   | invalid day of the week 'MOO'",
                "0 0 * * SUNX  | SUNX",
                "*/0 * * * *   | invalid minute '*/0'",
                "5-1 * * * *   | invalid minute '5-1'",
                "1,,2 * * * *  | invalid minute ''",
                "1- * * * *    | '1-'",
                "-1 * * * *    | '-1'",
                "1-2-3 * * * * | '1-2-3'",
                "1/2/3 * * * * | '1/2/3'",
                "*/* * * * *   | '*/*'",
                "9999999999 * * * * | '9999999999'",
                "0 0 L * *     | 'L'",
                "0 0 ? * *     | '?'",
                "* * * *       | 5 fields",
                "0 * * * * *   | 5 fields",
                "@reboot       | 5 fields",
                "soon          | 5 fields"
            },
            quoteCharacter = '`')
    void shouldExplainWhatIsInvalid(String cron, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> schedule(cron)).getMessage();

        assertTrue(message.contains(part), message);
        assertTrue(message.contains("@daily"), message);
    }

    /** cron-utils, which Quarkus' own scheduler uses, is asked the same. */
    @Test
    void shouldAgreeWithAnotherCron() {
        CronParser parser =
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        Random random = new Random(4711);
        for (int i = 0; i < 400; i++) {
            String cron = someCron(random);
            ExecutionTime other = ExecutionTime.forCron(parser.parse(cron));
            CronSchedule cronSchedule = schedule(cron);
            ZonedDateTime time =
                    Instant.ofEpochSecond(1_900_000_000L + random.nextInt(200_000_000))
                            .atZone(ZoneOffset.UTC);
            for (int n = 0; n < 5; n++) {
                Optional<ZonedDateTime> next = other.nextExecution(time);
                assertEquals(
                        next.map(ZonedDateTime::toInstant),
                        cronSchedule.next(time.toInstant()),
                        cron + " after " + time);
                time = next.orElse(time);
            }
        }
    }

    private static String someCron(Random random) {
        // Where a day of the month has a step, the two mean something else by "either".
        return field(random, 0, 59, true)
                + ' '
                + field(random, 0, 23, true)
                + ' '
                + field(random, 1, 28, false)
                + ' '
                + field(random, 1, 12, false)
                + ' '
                + field(random, 0, 6, false);
    }

    private static String field(Random random, int least, int most, boolean steps) {
        int from = least + random.nextInt(most - least);
        int to = from + 1 + random.nextInt(most - from);
        return switch (random.nextInt(steps ? 5 : 4)) {
            case 0 -> String.valueOf(from);
            case 1 -> from + "-" + to;
            case 2 -> from + "," + to;
            case 3 -> "*";
            default -> "*/" + (1 + random.nextInt(most));
        };
    }

    private static CronSchedule schedule(String cron) {
        return new CronSchedule(cron, ZoneOffset.UTC);
    }
}
