package io.handoff.schedule;

import io.handoff.SettableClock;
import io.handoff.Stages;
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

/** The clockwork on a whole engine, which it hands its tasks to. */
final class Ticking implements AutoCloseable {

    /** When schedules are due: an hour after the clock's start. */
    static final long NINE = SettableClock.START.plusSeconds(3600).toEpochMilli();

    static final long HOUR = 3_600_000;

    final Tallied meter = new Tallied();
    final Engine engine;
    final Schedules store;
    final Clockwork clockwork;

    Ticking(Path directory) {
        this(directory, new FakeWorkers().with("process", run -> {}));
    }

    Ticking(Path directory, FakeWorkers workers, String... settings) {
        engine = new Engine(directory, workers, settings);
        store = engine.file.schedules();
        clockwork = clockwork("process");
    }

    Clockwork clockwork(String... kinds) {
        return new Clockwork(store, engine.tasks::accept, Set.of(kinds), engine.clock, meter);
    }

    void pass(Duration time) {
        engine.clock.forward(time);
        clockwork.look();
    }

    int due() {
        return store.due(Set.of("process"), engine.clock.millis(), 1_000).size();
    }

    List<Task> tasks() {
        return engine.tasks.list(new TaskQuery(null, null, null, null, 1_000));
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
                .forEach(task -> engine.end(task.id()));
    }

    @Override
    public void close() {
        awaitEnds();
        engine.close();
    }
}
