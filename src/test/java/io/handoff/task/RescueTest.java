package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.ATask;
import io.handoff.store.Submission;
import io.handoff.store.Task;
import io.handoff.store.TaskState;
import io.handoff.store.sqlite.Sqlite;
import io.handoff.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start does with what the process before left. */
class RescueTest {

    @TempDir Path directory;
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final FakeWorkers workers =
            new FakeWorkers().with("process", run -> ran.add(run.id() + '.' + run.attempt()));

    @Test
    void shouldRunAgainWhatRan() {
        Task running = left(ATask.in(TaskState.RUNNING));

        try (Engine engine = rescued()) {
            Task ended = engine.end(running.id());

            assertEquals(TaskState.SUCCEEDED, ended.state());
            assertEquals(2, ended.attempt());
            assertEquals(1, ended.crashes());
            assertEquals(1, ended.countedAttempts());
            assertEquals(List.of(running.id() + ".2"), ran);
        }
    }

    @Test
    void shouldRunWhatWaited() {
        Task queued = left(ATask.queued());

        try (Engine engine = rescued()) {
            assertEquals(TaskState.SUCCEEDED, engine.end(queued.id()).state());
        }
    }

    @Test
    void shouldRunWhatIsDueMeanwhile() {
        Task due = left(ATask.in(TaskState.SCHEDULED).runAt(1_000));

        try (Engine engine = rescued()) {
            assertEquals(TaskState.SUCCEEDED, engine.end(due.id()).state());
        }
    }

    @Test
    void shouldNotRunWhatHadEnded() {
        left(ATask.in(TaskState.SUCCEEDED));
        left(ATask.in(TaskState.DEAD));
        left(ATask.in(TaskState.CANCELLED));
        Task marker = left(ATask.queued());

        try (Engine engine = rescued("slots", "1")) {
            engine.end(marker.id());

            assertEquals(List.of(marker.id() + ".1"), ran);
        }
    }

    @Test
    void shouldBuryATaskThatTookTheProcessDownThreeTimes() {
        Task killer = left(ATask.in(TaskState.RUNNING).attempts(3, 15).crashes(2));

        try (Engine engine = rescued()) {
            Task dead = engine.end(killer.id());

            assertEquals(TaskState.DEAD, dead.state());
            assertTrue(dead.error().contains("the process ended 3 times"), dead.error());
            assertEquals(List.of(), ran);
        }
    }

    @Test
    void shouldRescueMoreThanOneBatch() {
        int many = 1_100;
        try (SqliteStore store = Sqlite.open(directory)) {
            var accepted =
                    java.util.stream.IntStream.range(0, many)
                            .mapToObj(i -> ATask.in(TaskState.RUNNING).build())
                            .map(task -> store.accept(new Submission(task, null)))
                            .toList();
            accepted.forEach(Stages::value);
        }

        try (Engine engine = rescued()) {
            for (int i = 0; i < many; i++) {
                assertEquals(TaskState.SUCCEEDED, engine.settled().state());
            }
            assertEquals(0, engine.store.backlog().running());
            assertEquals(0, engine.parts.load().waiting());
        }
    }

    @Test
    void shouldCountWhatWaitsFromTheStore() {
        left(ATask.in(TaskState.SCHEDULED).runAt(Long.MAX_VALUE));

        try (Engine engine = rescued()) {
            assertEquals(1, engine.parts.load().scheduled());
            assertEquals(0, engine.parts.load().queued());
        }
    }

    /** What was handed back at a stop runs after the next start. */
    @Test
    void shouldGoOnWithWhatWasHandedBack() {
        Gate gate = Gate.polite();
        String id;
        try (Engine before = new Engine(directory, new FakeWorkers().with("process", gate))) {
            id = before.accept("process");
            gate.awaitEntered();
            Stages.value(
                    before.parts.dispatcher().drain(Duration.ofMillis(1), Duration.ofSeconds(20)));
        }

        try (Engine engine = rescued()) {
            assertEquals(TaskState.SUCCEEDED, engine.end(id).state());
            assertEquals(0, engine.find(id).crashes());
        }
    }

    private Task left(ATask task) {
        Task built = task.build();
        try (SqliteStore store = Sqlite.open(directory)) {
            Stages.value(store.accept(new Submission(built, null)));
        }
        return built;
    }

    private Engine rescued(String... settings) {
        Engine engine = new Engine(directory, workers, settings);
        engine.tasks.rescue();
        return engine;
    }
}
