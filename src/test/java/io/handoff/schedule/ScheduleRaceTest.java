package io.handoff.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Crowd;
import io.handoff.Eventually;
import io.handoff.SettableClock;
import io.handoff.Stages;
import io.handoff.store.postgres.Postgres;
import io.handoff.store.postgres.PostgresStore;
import io.handoff.task.TaskQuery;
import io.handoff.task.engine.EngineFixture;
import io.handoff.task.engine.FakeWorkers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two whole engines that look at one PostgreSQL's schedules at the same moment. */
class ScheduleRaceTest {

    private static final int SCHEDULES = 200;
    private static final int ROUNDS = 5;

    private final Postgres postgres = Postgres.fresh();
    private final CountingMeter meter = new CountingMeter();
    private PostgresStore store;
    private PostgresStore otherStore;
    private EngineFixture one;
    private EngineFixture other;

    @BeforeEach
    void start() {
        store = postgres.open();
        otherStore = postgres.open();
        one = engine(store);
        other = engine(otherStore);
        long first = SettableClock.START.plusSeconds(3600).toEpochMilli();
        for (int i = 0; i < SCHEDULES; i++) {
            ASchedule schedule = ASchedule.at(first).payload("{\"n\":" + i + "}");
            Stages.value(store.scheduleStore().add(schedule.build(), 1_000, 1_000));
        }
    }

    /** One that can end at any moment: all that it does not run is queued. */
    private static EngineFixture engine(PostgresStore store) {
        return new EngineFixture(
                store, new FakeWorkers().with("process", run -> {}), "start-ahead", "0");
    }

    @AfterEach
    void stop() {
        for (EngineFixture engineFixture : List.of(one, other)) {
            engineFixture.drain();
            engineFixture.close();
        }
    }

    @Test
    void shouldFireEachRunOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            pass();
            together();
        }

        assertEachOnce();
    }

    @Test
    void shouldFireEachRunOnceThoughConnectionsAreCut() throws TimeoutException {
        for (int round = 0; round < ROUNDS; round++) {
            pass();
            boolean first = round % 2 == 0;
            Thread saboteur =
                    new Thread(() -> postgres.cutWriter(first ? store : otherStore), "saboteur");
            saboteur.start();
            Eventually.equal(
                    0,
                    () -> {
                        together();
                        return due();
                    });
        }

        assertEachOnce();
    }

    private void pass() {
        one.clock.forward(Duration.ofHours(1));
        other.clock.forward(Duration.ofHours(1));
    }

    private void together() {
        BlockingQueue<ScheduleRunner> both =
                new LinkedBlockingQueue<>(List.of(runner(one, store), runner(other, otherStore)));
        Crowd.together(
                2,
                () -> {
                    both.remove().poll();
                    return true;
                });
    }

    private ScheduleRunner runner(EngineFixture engineFixture, PostgresStore its) {
        return new ScheduleRunner(
                its.scheduleStore(),
                engineFixture.taskEngine::submit,
                Set.of("process"),
                engineFixture.clock,
                engineFixture.monotonic(),
                meter);
    }

    private int due() {
        return store.scheduleStore().due(Set.of("process"), one.clock.millis(), 1_000).size();
    }

    /** Each schedule has one task in each hour, and none was missed. */
    private void assertEachOnce() {
        assertEquals(0, due());
        Map<String, Long> perRun =
                store.list(new TaskQuery(null, null, null, null, 10 * SCHEDULES * ROUNDS)).stream()
                        .collect(
                                Collectors.groupingBy(
                                        task -> task.payload() + " at " + task.times().createdAt(),
                                        Collectors.counting()));
        assertEquals(SCHEDULES * ROUNDS, perRun.size());
        assertEquals(Set.of(1L), Set.copyOf(perRun.values()));
        assertEquals(0, meter.missed.get());
    }
}
