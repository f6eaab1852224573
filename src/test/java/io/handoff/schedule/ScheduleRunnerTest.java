package io.handoff.schedule;

import static io.handoff.schedule.Ticking.HOUR;
import static io.handoff.schedule.Ticking.NINE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Settings;
import io.handoff.Stages;
import io.handoff.access.Caller;
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
    private Ticking ticking;

    @BeforeEach
    void start() {
        ticking = new Ticking(directory);
    }

    @AfterEach
    void stop() {
        ticking.close();
    }

    @Test
    void shouldFireWhenItIsTimeAndNotBefore() {
        Schedule schedule = ticking.add(ASchedule.at(NINE).owner("alice").payload("{\"n\":1}"));

        ticking.pass(Duration.ofMinutes(59));
        assertEquals(List.of(), ticking.tasks());

        ticking.pass(Duration.ofMinutes(1));
        Task task = ticking.tasks().get(0);
        assertEquals("alice", task.owner());
        assertEquals("{\"n\":1}", task.payload());
        Schedule after = ticking.find(schedule);
        assertEquals(task.id(), after.lastTask());
        assertEquals(NINE + HOUR, after.nextAt());

        ticking.pass(Duration.ofMinutes(59));
        assertEquals(1, ticking.tasks().size());
        ticking.pass(Duration.ofMinutes(1));
        assertEquals(2, ticking.tasks().size());
        assertEquals(2, ticking.meter.fired.get());
        assertEquals(0, ticking.meter.missed.get());
        assertEquals(0, ticking.meter.latest.get());
    }

    @Test
    void shouldMakeUpOnceForAllThatWasMissed() {
        Schedule schedule = ticking.add(ASchedule.at(NINE));

        ticking.pass(Duration.ofMinutes(4 * 60 + 30));
        ticking.scheduleRunner.look();

        assertEquals(1, ticking.tasks().size());
        assertEquals(NINE + 4 * HOUR, ticking.find(schedule).nextAt());
        assertEquals(3, ticking.meter.missed.get());
        assertEquals(Duration.ofMinutes(210).toMillis(), ticking.meter.latest.get());
    }

    @Test
    void shouldMakeUpOnceAfterAStop() {
        ticking.add(ASchedule.at(NINE));
        stop();
        start();

        ticking.pass(Duration.ofHours(30));
        stop();
        start();
        ticking.pass(Duration.ofHours(30));

        assertEquals(1, ticking.tasks().size());
    }

    @Test
    void shouldCountMissedRunsUpToABound() {
        Schedule schedule = ticking.add(ASchedule.at(NINE).cron("* * * * *"));

        ticking.pass(Duration.ofDays(400));

        assertEquals(1, ticking.tasks().size());
        assertEquals(ScheduleRunner.MOST_MISSED, ticking.meter.missed.get());
        assertEquals(
                ticking.engineFixture.clock.millis() + 60_000, ticking.find(schedule).nextAt());
    }

    @Test
    void shouldNotMakeUpWhatAPauseLeftOut() {
        Schedule schedule = ticking.add(ASchedule.at(NINE).owner("alice"));
        ScheduleOperations scheduleOperations =
                new ScheduleOperations(
                        ticking.store,
                        Settings.of(ScheduleSettings.class),
                        Limits.enforced(),
                        ticking.engineFixture.clock);
        Caller alice = new Caller("alice", Set.of(), 0);
        Stages.value(scheduleOperations.pause(alice, schedule.id()));

        ticking.pass(Duration.ofMinutes(150));
        assertEquals(List.of(), ticking.tasks());
        Schedule resumed = Stages.value(scheduleOperations.resume(alice, schedule.id()));
        ticking.scheduleRunner.look();

        assertEquals(List.of(), ticking.tasks());
        assertEquals(NINE + 2 * HOUR, resumed.nextAt());
        ticking.pass(Duration.ofMinutes(30));
        assertEquals(1, ticking.tasks().size());
    }

    @Test
    void shouldFireAllHoweverManyAreDue() {
        for (int i = 0; i < 350; i++) {
            ticking.add(ASchedule.at(NINE));
        }

        ticking.pass(Duration.ofHours(1));

        assertEquals(350, ticking.tasks().size());
        assertEquals(0, ticking.due());
    }
}
