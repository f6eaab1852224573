package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.Task;
import io.handoff.store.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts that somebody wants to end: timeouts, cancels, drains. */
class StopTest {

    @TempDir Path directory;
    private final Gate gate = Gate.polite();
    private final Gate stubborn = Gate.stubborn();
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private final FakeWorkers workers =
            new FakeWorkers()
                    .with("gate", gate)
                    .with("stubborn", stubborn)
                    .with("quick", run -> interrupted.complete(Thread.interrupted()));
    private Engine engine;

    @AfterEach
    void close() {
        stubborn.open();
        engine.close();
    }

    @Test
    void shouldInterruptAnAttemptThatTakesTooLong() {
        start("timeout", "10s");
        engine.accept("gate");
        gate.awaitEntered();

        engine.clock.forward(Duration.ofSeconds(10));

        gate.awaitLeft();
        Task after = engine.settled();
        assertEquals(TaskState.SCHEDULED, after.state());
        assertEquals("took longer than 10000 ms", after.error());
        assertEquals(1, after.countedAttempts());
    }

    @Test
    void shouldNotInterruptTheNextTaskOnTheThread() {
        start("timeout", "10s", "slots", "1");
        engine.accept("gate");
        gate.awaitEntered();
        engine.clock.forward(Duration.ofSeconds(10));
        engine.settled();

        engine.accept("quick");

        assertFalse(Stages.value(interrupted));
    }

    @Test
    void shouldGiveUpAnAttemptThatIgnoresItsInterrupt() {
        // given
        start("timeout", "10s", "interrupt-grace", "5s", "slots", "1");
        String id = engine.accept("stubborn");
        stubborn.awaitEntered();

        // when
        engine.clock.forward(Duration.ofSeconds(15));

        // then its attempt has failed, and its thread still has the slot
        Task after = engine.settled();
        assertEquals(TaskState.SCHEDULED, after.state());
        assertEquals("took longer than 10000 ms", after.error());
        assertEquals(1, engine.parts.slots().busy());
        String next = engine.accept("quick");
        assertEquals(TaskState.QUEUED, engine.find(next).state());

        // and its late result changes nothing
        stubborn.open();
        engine.end(next);
        assertEquals(after, engine.find(id));
    }

    @Test
    void shouldCancelWhatWaitsForASlot() {
        start("slots", "1");
        engine.accept("gate");
        gate.awaitEntered();
        String waiting = engine.accept("quick");

        Task cancelled = cancel(waiting).orElseThrow();

        assertEquals(TaskState.CANCELLED, cancelled.state());
        assertEquals(cancelled, engine.find(waiting));
        assertEquals(0, engine.parts.load().waiting());
        gate.open();
        engine.settled();
        assertFalse(interrupted.isDone());
    }

    @Test
    void shouldCancelWhatWaitsForItsTime() {
        start();
        String id = engine.accept(engine.wanted("quick", 0, engine.clock.millis() + 60_000));

        assertEquals(TaskState.CANCELLED, cancel(id).orElseThrow().state());

        assertEquals(0, engine.parts.load().waiting());
    }

    @Test
    void shouldAskARunningTaskToStop() {
        start();
        String id = engine.accept("gate");
        gate.awaitEntered();

        assertEquals(TaskState.RUNNING, cancel(id).orElseThrow().state());

        assertEquals(TaskState.CANCELLED, engine.end(id).state());
    }

    @Test
    void shouldKeepTheResultOfATaskThatFinishesAllTheSame() {
        start();
        String id = engine.accept("stubborn");
        stubborn.awaitEntered();
        cancel(id);

        stubborn.open();

        assertEquals(TaskState.SUCCEEDED, engine.end(id).state());
    }

    @Test
    void shouldLeaveWhatHasEnded() {
        start();
        Task ended = engine.end(engine.accept("quick"));

        Tasks.Change none = new Tasks.Change(ended, false);
        assertEquals(Optional.of(none), Stages.value(engine.tasks.cancel(ended.id())));
        assertEquals(Optional.of(none), Stages.value(engine.tasks.retry(ended.id())));
        assertEquals(Optional.empty(), cancel("unknown"));
        assertEquals(Optional.empty(), Stages.value(engine.tasks.retry("unknown")));
    }

    @Test
    void shouldRunADeadTaskAgain() {
        // given
        CompletableFuture<Integer> secondRun = new CompletableFuture<>();
        workers.with(
                "hopeless",
                run -> {
                    if (run.attempt() == 1) {
                        throw new PermanentFailure("hopeless");
                    }
                    secondRun.complete(run.attempt());
                });
        start("max-attempts", "1");
        Task dead = engine.end(engine.accept("hopeless"));
        assertEquals(TaskState.DEAD, dead.state());

        // when
        Task revived = Stages.value(engine.tasks.retry(dead.id())).orElseThrow().task();

        // then
        assertEquals(TaskState.QUEUED, revived.state());
        assertEquals(2, Stages.value(secondRun));
        engine.settled();
        assertEquals(TaskState.SUCCEEDED, engine.settled().state());
    }

    @Test
    void shouldLetRunningTasksFinishBeforeItStops() {
        start();
        String id = engine.accept("gate");
        gate.awaitEntered();
        var drained =
                engine.parts
                        .dispatcher()
                        .drain(Duration.ofSeconds(20), Duration.ofSeconds(20))
                        .toCompletableFuture();
        assertFalse(drained.isDone());

        gate.open();

        Stages.value(drained);
        assertEquals(TaskState.SUCCEEDED, engine.find(id).state());
    }

    @Test
    void shouldHandBackUnpunishedWhatDoesNotFinish() {
        start();
        String id = engine.accept("gate");
        gate.awaitEntered();

        drain(Duration.ofMillis(1), Duration.ofSeconds(20));

        Task after = engine.find(id);
        assertEquals(TaskState.QUEUED, after.state());
        assertEquals(1, after.attempt());
        assertEquals(0, after.countedAttempts());
        assertEquals(0, after.crashes());
    }

    @Test
    void shouldHandBackEvenWhatIgnoresItsInterrupt() {
        start();
        String id = engine.accept("stubborn");
        stubborn.awaitEntered();

        drain(Duration.ofMillis(1), Duration.ofMillis(1));

        assertEquals(TaskState.QUEUED, engine.settled().state());
        assertEquals(0, engine.find(id).countedAttempts());
    }

    @Test
    void shouldStartNothingMoreOnceItDrains() {
        start();
        drain(Duration.ofSeconds(20), Duration.ofSeconds(20));

        String id = engine.accept("quick");

        assertEquals(TaskState.QUEUED, engine.find(id).state());
        assertTrue(engine.parts.dispatcher().draining());
        assertEquals(0, engine.store.claims());
    }

    private void drain(Duration patience, Duration grace) {
        Stages.value(engine.parts.dispatcher().drain(patience, grace));
    }

    private Optional<Task> cancel(String id) {
        return Stages.value(engine.tasks.cancel(id)).map(Tasks.Change::task);
    }

    private void start(String... settings) {
        engine = new Engine(directory, workers, settings);
    }
}
