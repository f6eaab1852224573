package io.handoff.schedule;

import static io.handoff.schedule.RunnerFixture.HOUR;
import static io.handoff.schedule.RunnerFixture.NINE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Settings;
import io.handoff.Stages;
import io.handoff.access.Caller;
import io.handoff.event.Ids;
import io.handoff.limit.Limits;
import io.handoff.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleRunnerTest {

    @TempDir Path directory;
    private RunnerFixture fixture;

    @BeforeEach
    void start() {
        fixture = new RunnerFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void shouldFireWhenItIsTimeAndNotBefore() {
        Schedule schedule = fixture.add(ASchedule.at(NINE).owner("alice").payload("{\"n\":1}"));

        fixture.pass(Duration.ofMinutes(59));
        assertEquals(List.of(), fixture.tasks());

        fixture.pass(Duration.ofMinutes(1));
        Task task = fixture.tasks().get(0);
        assertEquals("alice", task.owner());
        assertEquals("{\"n\":1}", task.payload());
        Schedule after = fixture.find(schedule);
        assertEquals(task.id(), after.lastTask());
        assertEquals(NINE + HOUR, after.times().nextAt());

        fixture.pass(Duration.ofMinutes(59));
        assertEquals(1, fixture.tasks().size());
        fixture.pass(Duration.ofMinutes(1));
        assertEquals(2, fixture.tasks().size());
        assertEquals(2, fixture.meter.fired.get());
        assertEquals(0, fixture.meter.missed.get());
        assertEquals(0, fixture.meter.latest.get());
    }

    @Test
    void shouldMakeUpOnceForAllThatWasMissed() {
        Schedule schedule = fixture.add(ASchedule.at(NINE));

        fixture.pass(Duration.ofMinutes(4 * 60 + 30));
        fixture.scheduleRunner.poll();

        assertEquals(1, fixture.tasks().size());
        assertEquals(NINE + 4 * HOUR, fixture.find(schedule).times().nextAt());
        assertEquals(3, fixture.meter.missed.get());
        assertEquals(Duration.ofMinutes(210).toMillis(), fixture.meter.latest.get());
    }

    @Test
    void shouldMakeUpOnceAfterAStop() {
        fixture.add(ASchedule.at(NINE));
        stop();
        start();

        fixture.pass(Duration.ofHours(30));
        stop();
        start();
        fixture.pass(Duration.ofHours(30));

        assertEquals(1, fixture.tasks().size());
    }

    @Test
    void shouldCountMissedRunsUpToABound() {
        Schedule schedule = fixture.add(ASchedule.at(NINE).cron("* * * * *"));

        fixture.pass(Duration.ofDays(400));

        assertEquals(1, fixture.tasks().size());
        assertEquals(ScheduleRunner.MAX_MISSED, fixture.meter.missed.get());
        assertEquals(
                fixture.engineFixture.clock.millis() + 60_000,
                fixture.find(schedule).times().nextAt());
    }

    @Test
    void shouldNotMakeUpWhatAPauseLeftOut() {
        Schedule schedule = fixture.add(ASchedule.at(NINE).owner("alice"));
        ScheduleOperations scheduleOperations =
                new ScheduleOperations(
                        fixture.store,
                        Settings.of(ScheduleSettings.class),
                        Limits.enforced(),
                        new Ids(fixture.engineFixture.clock),
                        fixture.engineFixture.clock);
        Caller alice = new Caller("alice", Set.of(), 0);
        Stages.value(scheduleOperations.pause(alice, schedule.id()));

        fixture.pass(Duration.ofMinutes(150));
        assertEquals(List.of(), fixture.tasks());
        Schedule resumed = Stages.value(scheduleOperations.resume(alice, schedule.id()));
        fixture.scheduleRunner.poll();

        assertEquals(List.of(), fixture.tasks());
        assertEquals(NINE + 2 * HOUR, resumed.times().nextAt());
        fixture.pass(Duration.ofMinutes(30));
        assertEquals(1, fixture.tasks().size());
    }

    /** A day ahead for a while, then right again. */
    @Test
    void shouldGoOnAfterAClockThatWasAhead() {
        Schedule schedule = fixture.add(ASchedule.at(NINE).cron("* * * * *"));
        fixture.pass(Duration.ofHours(1));
        fixture.setClock(Duration.ofDays(1));
        fixture.pass(Duration.ofSeconds(8));
        assertEquals(2, fixture.tasks().size());

        fixture.setClock(Duration.ofDays(-1));
        fixture.pass(Duration.ofSeconds(1));

        assertEquals(NINE + 60_000, fixture.find(schedule).times().nextAt());
        fixture.pass(Duration.ofMinutes(1));
        assertEquals(3, fixture.tasks().size());
    }

    @Test
    void shouldGoOnAfterAStartWithAClockThatWasAhead() {
        Schedule schedule = fixture.add(ASchedule.at(NINE + Duration.ofDays(1).toMillis()));

        fixture.pass(Duration.ofMinutes(59));

        assertEquals(NINE, fixture.find(schedule).times().nextAt());
    }

    /** As time servers do it; the hour has just been. */
    @Test
    void shouldNotRepeatARunWhenTheClockGoesBackALittle() {
        Schedule schedule = fixture.add(ASchedule.at(NINE));
        fixture.pass(Duration.ofHours(1));

        fixture.setClock(Duration.ofSeconds(-90));
        fixture.pass(Duration.ofMinutes(3));

        assertEquals(1, fixture.tasks().size());
        assertEquals(NINE + HOUR, fixture.find(schedule).times().nextAt());
    }

    @Test
    void shouldLeavePausedSchedulesAloneWhenTheClockWasAhead() {
        Schedule paused = fixture.add(ASchedule.at(0));
        fixture.setClock(Duration.ofDays(-1));

        fixture.pass(Duration.ofHours(2));

        assertEquals(0, fixture.find(paused).times().nextAt());
        assertEquals(List.of(), fixture.tasks());
    }

    @Test
    void shouldFireAllHoweverManyAreDue() {
        for (int i = 0; i < 350; i++) {
            fixture.add(ASchedule.at(NINE));
        }

        fixture.pass(Duration.ofHours(1));

        assertEquals(350, fixture.tasks().size());
        assertEquals(0, fixture.due());
    }
}
