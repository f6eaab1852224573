package io.handoff.schedule;

import static io.handoff.schedule.RunnerFixture.NINE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.task.engine.FakeWorkers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleRunnerTroubleTest {

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
    void shouldTryAgainWhenTheQueueWasFull() throws InterruptedException {
        // given a queue with room for one, behind a worker that goes on
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FakeWorkers held =
                new FakeWorkers()
                        .with(
                                "process",
                                run -> {
                                    busy.countDown();
                                    release.await();
                                });
        stop();
        fixture =
                new RunnerFixture(
                        directory, held, "slots", "1", "start-ahead", "0", "queue-limit", "1");
        for (int i = 0; i < 5; i++) {
            fixture.add(ASchedule.at(NINE + i));
        }
        // when
        fixture.pass(Duration.ofHours(2));
        busy.await();
        fixture.scheduleRunner.poll();
        // then what had no room is still due
        int fired = fixture.tasks().size();
        assertTrue(fired < 5, "" + fired);
        assertEquals(5 - fired, fixture.due());
        // when
        release.countDown();
        fixture.awaitEnds();
        while (fixture.due() > 0) {
            fixture.scheduleRunner.poll();
            fixture.awaitEnds();
        }
        // then
        assertEquals(5, fixture.tasks().size());
        assertEquals(5, fixture.meter.fired.get());
    }

    @Test
    void shouldTryAgainWhenTheStoreWasAway() {
        Schedule schedule = fixture.add(ASchedule.at(NINE));
        fixture.engineFixture.store.failWrites();

        fixture.pass(Duration.ofHours(1));
        assertEquals(List.of(schedule), fixture.store.due(Set.of("process"), NINE, 10));

        fixture.engineFixture.store.work();
        fixture.scheduleRunner.poll();
        assertEquals(1, fixture.tasks().size());
    }

    @Test
    void shouldLeaveOtherKindsToTheirReplicas() {
        fixture.add(ASchedule.at(NINE).kind("gone"));

        fixture.pass(Duration.ofHours(30));

        assertEquals(List.of(), fixture.tasks());
        assertEquals(Set.of("gone"), fixture.scheduleRunner.kindsWithoutWorker());
        // when a worker is registered for it
        fixture.runner("process", "gone").poll();
        assertEquals(1, fixture.tasks().size());
    }

    @Test
    void shouldPauseWhatItCannotRead() {
        Schedule nonsense = fixture.add(ASchedule.at(NINE).cron("@whenever"));
        Schedule sound = fixture.add(ASchedule.at(NINE));

        fixture.pass(Duration.ofHours(1));

        assertEquals(fixture.tasks().get(0).id(), fixture.find(sound).lastTask());
        Stages.value(fixture.engineFixture.store.ping());
        assertTrue(fixture.find(nonsense).paused());
    }

    @Test
    void shouldFireNothingOnceStopped() {
        fixture.add(ASchedule.at(NINE));

        fixture.scheduleRunner.stop();
        fixture.pass(Duration.ofHours(1));

        assertEquals(List.of(), fixture.tasks());
    }
}
