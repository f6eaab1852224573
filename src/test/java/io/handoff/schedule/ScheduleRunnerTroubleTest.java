package io.handoff.schedule;

import static io.handoff.schedule.Ticking.NINE;
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
        ticking =
                new Ticking(directory, held, "slots", "1", "start-ahead", "0", "queue-limit", "1");
        for (int i = 0; i < 5; i++) {
            ticking.add(ASchedule.at(NINE + i));
        }
        // when
        ticking.pass(Duration.ofHours(2));
        busy.await();
        ticking.scheduleRunner.look();
        // then what had no room is still due
        int fired = ticking.tasks().size();
        assertTrue(fired < 5, "" + fired);
        assertEquals(5 - fired, ticking.due());
        // when
        release.countDown();
        ticking.awaitEnds();
        while (ticking.due() > 0) {
            ticking.scheduleRunner.look();
            ticking.awaitEnds();
        }
        // then
        assertEquals(5, ticking.tasks().size());
        assertEquals(5, ticking.meter.fired.get());
    }

    @Test
    void shouldTryAgainWhenTheStoreWasAway() {
        Schedule schedule = ticking.add(ASchedule.at(NINE));
        ticking.engineFixture.store.failWrites();

        ticking.pass(Duration.ofHours(1));
        assertEquals(List.of(schedule), ticking.store.due(Set.of("process"), NINE, 10));

        ticking.engineFixture.store.work();
        ticking.scheduleRunner.look();
        assertEquals(1, ticking.tasks().size());
    }

    @Test
    void shouldLeaveOtherKindsToThoseWhoDoThem() {
        ticking.add(ASchedule.at(NINE).kind("gone"));

        ticking.pass(Duration.ofHours(30));

        assertEquals(List.of(), ticking.tasks());
        assertEquals(Set.of("gone"), ticking.scheduleRunner.strangers());
        // when somebody does such work
        ticking.clockwork("process", "gone").look();
        assertEquals(1, ticking.tasks().size());
    }

    @Test
    void shouldPauseWhatMakesNoSense() {
        Schedule nonsense = ticking.add(ASchedule.at(NINE).cron("@whenever"));
        Schedule sound = ticking.add(ASchedule.at(NINE));

        ticking.pass(Duration.ofHours(1));

        assertEquals(ticking.tasks().get(0).id(), ticking.find(sound).lastTask());
        Stages.value(ticking.engineFixture.store.ping());
        assertTrue(ticking.find(nonsense).paused());
    }

    @Test
    void shouldFireNothingAfterItsEnd() {
        ticking.add(ASchedule.at(NINE));

        ticking.scheduleRunner.stop();
        ticking.pass(Duration.ofHours(1));

        assertEquals(List.of(), ticking.tasks());
    }
}
