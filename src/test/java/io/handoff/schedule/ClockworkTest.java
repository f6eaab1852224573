package io.handoff.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.SettableClock;
import io.handoff.Settings;
import io.handoff.Stages;
import io.handoff.access.Caller;
import io.handoff.limit.Limits;
import io.handoff.store.ASchedule;
import io.handoff.store.Schedule;
import io.handoff.store.Schedules;
import io.handoff.store.Task;
import io.handoff.store.TaskQuery;
import io.handoff.task.Engine;
import io.handoff.task.FakeWorkers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clockwork on a whole engine, which it hands its tasks to. */
class ClockworkTest {

    private static final long NINE = SettableClock.START.plusSeconds(3600).toEpochMilli();
    private static final long HOUR = 3_600_000;

    @TempDir Path directory;
    private final CountDownLatch release = new CountDownLatch(1);
    private final Tallied meter = new Tallied();
    private Engine engine;
    private Schedules store;
    private Clockwork clockwork;

    @BeforeEach
    void start() {
        start(new FakeWorkers().with("process", run -> {}));
    }

    private void start(FakeWorkers workers, String... settings) {
        engine = new Engine(directory, workers, settings);
        store = engine.file.schedules();
        clockwork = clockwork("process");
    }

    private Clockwork clockwork(String... kinds) {
        return new Clockwork(store, engine.tasks::accept, Set.of(kinds), engine.clock, meter);
    }

    private void restart(FakeWorkers workers, String... settings) {
        engine.close();
        start(workers, settings);
    }

    @AfterEach
    void stop() {
        release.countDown();
        engine.drain();
        engine.close();
    }

    @Test
    void shouldFireWhenItIsTimeAndNotBefore() {
        Schedule schedule = add(ASchedule.at(NINE).owner("alice").payload("{\"n\":1}"));

        pass(Duration.ofMinutes(59));
        assertEquals(List.of(), tasks());

        pass(Duration.ofMinutes(1));
        Task task = tasks().get(0);
        assertEquals("alice", task.owner());
        assertEquals("{\"n\":1}", task.payload());
        Schedule after = find(schedule);
        assertEquals(task.id(), after.lastTask());
        assertEquals(NINE + HOUR, after.nextAt());

        pass(Duration.ofMinutes(59));
        assertEquals(1, tasks().size());
        pass(Duration.ofMinutes(1));
        assertEquals(2, tasks().size());
        assertEquals(2, meter.fired.get());
        assertEquals(0, meter.missed.get());
        assertEquals(0, meter.latest.get());
    }

    @Test
    void shouldMakeUpOnceForAllThatWasMissed() {
        Schedule schedule = add(ASchedule.at(NINE));

        pass(Duration.ofMinutes(4 * 60 + 30));
        clockwork.look();

        assertEquals(1, tasks().size());
        assertEquals(NINE + 4 * HOUR, find(schedule).nextAt());
        assertEquals(3, meter.missed.get());
        assertEquals(Duration.ofMinutes(210).toMillis(), meter.latest.get());
    }

    @Test
    void shouldMakeUpOnceAfterAStop() {
        add(ASchedule.at(NINE));
        restart(new FakeWorkers().with("process", run -> {}));

        pass(Duration.ofHours(30));
        restart(new FakeWorkers().with("process", run -> {}));
        pass(Duration.ofHours(30));

        assertEquals(1, tasks().size());
    }

    @Test
    void shouldCountMissedRunsUpToABound() {
        Schedule schedule = add(ASchedule.at(NINE).cron("* * * * *"));

        pass(Duration.ofDays(400));

        assertEquals(1, tasks().size());
        assertEquals(Clockwork.MOST_MISSED, meter.missed.get());
        assertEquals(engine.clock.millis() + 60_000, find(schedule).nextAt());
    }

    @Test
    void shouldNotMakeUpWhatAPauseLeftOut() {
        Schedule schedule = add(ASchedule.at(NINE).owner("alice"));
        Timetable timetable =
                new Timetable(
                        store,
                        Settings.of(ScheduleSettings.class),
                        Limits.enforced(),
                        engine.clock);
        Caller alice = new Caller("alice", Set.of(), 0);
        Stages.value(timetable.pause(alice, schedule.id()));

        pass(Duration.ofMinutes(150));
        assertEquals(List.of(), tasks());
        Schedule resumed = Stages.value(timetable.resume(alice, schedule.id()));
        clockwork.look();

        assertEquals(List.of(), tasks());
        assertEquals(NINE + 2 * HOUR, resumed.nextAt());
        pass(Duration.ofMinutes(30));
        assertEquals(1, tasks().size());
    }

    @Test
    void shouldTryAgainWhenTheQueueWasFull() throws InterruptedException {
        // given a queue with room for one, behind a worker that goes on
        CountDownLatch busy = new CountDownLatch(1);
        restart(
                new FakeWorkers()
                        .with(
                                "process",
                                run -> {
                                    busy.countDown();
                                    release.await();
                                }),
                "slots",
                "1",
                "start-ahead",
                "0",
                "queue-limit",
                "1");
        for (int i = 0; i < 5; i++) {
            add(ASchedule.at(NINE + i));
        }
        // when
        pass(Duration.ofHours(2));
        busy.await();
        clockwork.look();
        // then what had no room is still due
        int fired = tasks().size();
        assertTrue(fired < 5, "" + fired);
        assertEquals(5 - fired, due());
        // when
        release.countDown();
        tasks().forEach(task -> engine.end(task.id()));
        while (due() > 0) {
            clockwork.look();
            tasks().forEach(task -> engine.end(task.id()));
        }
        // then
        assertEquals(5, tasks().size());
        assertEquals(5, meter.fired.get());
    }

    @Test
    void shouldTryAgainWhenTheStoreWasAway() {
        Schedule schedule = add(ASchedule.at(NINE));
        engine.store.failWrites();

        pass(Duration.ofHours(1));
        assertEquals(List.of(schedule), store.due(Set.of("process"), NINE, 10));

        engine.store.work();
        clockwork.look();
        assertEquals(1, tasks().size());
    }

    @Test
    void shouldLeaveOtherKindsToThoseWhoDoThem() {
        add(ASchedule.at(NINE).kind("gone"));

        pass(Duration.ofHours(30));

        assertEquals(List.of(), tasks());
        assertEquals(Set.of("gone"), clockwork.strangers());
        // when somebody does such work
        clockwork("process", "gone").look();
        assertEquals(1, tasks().size());
    }

    @Test
    void shouldPauseWhatMakesNoSense() {
        Schedule nonsense = add(ASchedule.at(NINE).cron("@whenever"));
        Schedule sound = add(ASchedule.at(NINE));

        pass(Duration.ofHours(1));

        assertEquals(sound.id(), firedBy(tasks()));
        Stages.value(engine.store.ping());
        assertTrue(find(nonsense).paused());
    }

    @Test
    void shouldFireAllHoweverManyAreDue() {
        for (int i = 0; i < 350; i++) {
            add(ASchedule.at(NINE));
        }

        pass(Duration.ofHours(1));

        assertEquals(350, tasks().size());
        assertEquals(0, due());
    }

    @Test
    void shouldFireNothingAfterItsEnd() {
        add(ASchedule.at(NINE));

        clockwork.stop();
        pass(Duration.ofHours(1));

        assertEquals(List.of(), tasks());
    }

    private String firedBy(List<Task> tasks) {
        String id = tasks.get(0).id();
        return store.list(null, null, 10).stream()
                .filter(schedule -> id.equals(schedule.lastTask()))
                .map(Schedule::id)
                .findFirst()
                .orElseThrow();
    }

    private void pass(Duration time) {
        engine.clock.forward(time);
        clockwork.look();
    }

    private int due() {
        return store.due(Set.of("process"), engine.clock.millis(), 1_000).size();
    }

    private List<Task> tasks() {
        return engine.tasks.list(new TaskQuery(null, null, null, null, 1_000));
    }

    private Schedule find(Schedule schedule) {
        return store.find(schedule.id()).orElseThrow();
    }

    private Schedule add(ASchedule schedule) {
        Schedule built = schedule.build();
        Stages.value(store.add(built, 1_000, 1_000));
        return built;
    }
}
