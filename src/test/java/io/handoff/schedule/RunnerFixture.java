package io.handoff.schedule;

import io.handoff.SettableClock;
import io.handoff.Stages;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import io.handoff.task.engine.EngineFixture;
import io.handoff.task.engine.FakeWorkers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A schedule runner on a whole engine, to which it submits its tasks. */
final class RunnerFixture implements AutoCloseable {

    /** When schedules are due: an hour after the clock's start. */
    static final long NINE = SettableClock.START.plusSeconds(3600).toEpochMilli();

    static final long HOUR = 3_600_000;

    final CountingMeter meter = new CountingMeter();
    final EngineFixture engineFixture;
    final ScheduleStore store;
    final ScheduleRunner scheduleRunner;

    RunnerFixture(Path directory) {
        this(directory, new FakeWorkers().with("process", run -> {}));
    }

    RunnerFixture(Path directory, FakeWorkers workers, String... settings) {
        engineFixture = new EngineFixture(directory, workers, settings);
        store = engineFixture.file.scheduleStore();
        scheduleRunner = runner("process");
    }

    ScheduleRunner runner(String... kinds) {
        return new ScheduleRunner(
                store,
                engineFixture.taskEngine::submit,
                Set.of(kinds),
                engineFixture.clock,
                engineFixture.monotonic(),
                meter);
    }

    /** Sets the wall clock, by so much; no time passes. */
    void setClock(Duration ahead) {
        engineFixture.setClock(ahead);
    }

    void pass(Duration time) {
        engineFixture.clock.forward(time);
        scheduleRunner.poll();
    }

    int due() {
        return store.due(Set.of("process"), engineFixture.clock.millis(), 1_000).size();
    }

    List<Task> tasks() {
        return engineFixture.taskEngine.list(new TaskQuery(null, null, null, null, 1_000));
    }

    Schedule find(Schedule schedule) {
        return store.find(schedule.id()).orElseThrow();
    }

    Schedule add(ASchedule schedule) {
        Schedule built = schedule.build();
        Stages.value(store.add(built, 1_000, 1_000));
        return built;
    }

    void awaitEnds() {
        tasks().stream()
                .filter(task -> task.kind().equals("process"))
                .forEach(task -> engineFixture.end(task.id()));
    }

    @Override
    public void close() {
        awaitEnds();
        engineFixture.close();
    }
}
