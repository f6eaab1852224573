package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.sqlite.Sqlite;
import io.handoff.store.sqlite.SqliteStore;
import io.handoff.task.ATask;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
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

        try (EngineFixture engineFixture = rescued()) {
            Task ended = engineFixture.end(running.id());

            assertEquals(TaskState.SUCCEEDED, ended.state());
            assertEquals(2, ended.attempts().number());
            assertEquals(1, ended.attempts().crashes());
            assertEquals(1, ended.attempts().counted());
            assertEquals(List.of(running.id() + ".2"), ran);
        }
    }

    @Test
    void shouldRunWhatWaited() {
        Task queued = left(ATask.queued());

        try (EngineFixture engineFixture = rescued()) {
            assertEquals(TaskState.SUCCEEDED, engineFixture.end(queued.id()).state());
        }
    }

    @Test
    void shouldRunWhatIsDueMeanwhile() {
        Task due = left(ATask.in(TaskState.SCHEDULED).runAt(1_000));

        try (EngineFixture engineFixture = rescued()) {
            assertEquals(TaskState.SUCCEEDED, engineFixture.end(due.id()).state());
        }
    }

    @Test
    void shouldNotRunWhatHadEnded() {
        left(ATask.in(TaskState.SUCCEEDED));
        left(ATask.in(TaskState.DEAD));
        left(ATask.in(TaskState.CANCELLED));
        Task marker = left(ATask.queued());

        try (EngineFixture engineFixture = rescued("slots", "1")) {
            engineFixture.end(marker.id());

            assertEquals(List.of(marker.id() + ".1"), ran);
        }
    }

    @Test
    void shouldBuryATaskThatTookTheProcessDownThreeTimes() {
        Task killer = left(ATask.in(TaskState.RUNNING).attempts(3, 15).crashes(2));

        try (EngineFixture engineFixture = rescued()) {
            Task dead = engineFixture.end(killer.id());

            assertEquals(TaskState.DEAD, dead.state());
            assertTrue(
                    dead.outcome().error().contains("the process ended 3 times"),
                    dead.outcome().error());
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

        try (EngineFixture engineFixture = rescued()) {
            for (int i = 0; i < many; i++) {
                assertEquals(TaskState.SUCCEEDED, engineFixture.settled().state());
            }
            assertEquals(0, engineFixture.store.backlog().running());
            assertEquals(0, engineFixture.parts.queue().waiting());
        }
    }

    @Test
    void shouldCountWhatWaitsFromTheStore() {
        left(ATask.in(TaskState.SCHEDULED).runAt(Long.MAX_VALUE));

        try (EngineFixture engineFixture = rescued()) {
            assertEquals(1, engineFixture.parts.queue().scheduled());
            assertEquals(0, engineFixture.parts.queue().queued());
        }
    }

    /** What was handed back at a stop runs after the next start. */
    @Test
    void shouldGoOnWithWhatWasHandedBack() {
        Gate gate = Gate.polite();
        String id;
        try (EngineFixture before =
                new EngineFixture(directory, new FakeWorkers().with("process", gate))) {
            id = before.accept("process");
            gate.awaitEntered();
            Stages.value(
                    before.parts.dispatcher().drain(Duration.ofMillis(1), Duration.ofSeconds(20)));
        }

        try (EngineFixture engineFixture = rescued()) {
            assertEquals(TaskState.SUCCEEDED, engineFixture.end(id).state());
            assertEquals(0, engineFixture.find(id).attempts().crashes());
        }
    }

    private Task left(ATask task) {
        Task built = task.build();
        try (SqliteStore store = Sqlite.open(directory)) {
            Stages.value(store.accept(new Submission(built, null)));
        }
        return built;
    }

    private EngineFixture rescued(String... settings) {
        EngineFixture engineFixture = new EngineFixture(directory, workers, settings);
        engineFixture.parts.join();
        return engineFixture;
    }
}
