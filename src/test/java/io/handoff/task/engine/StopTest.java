package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.worker.PermanentFailure;
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
    private EngineFixture engineFixture;

    @AfterEach
    void close() {
        stubborn.open();
        engineFixture.close();
    }

    @Test
    void shouldInterruptAnAttemptThatTakesTooLong() {
        start("timeout", "10s");
        engineFixture.accept("gate");
        gate.awaitEntered();

        engineFixture.clock.forward(Duration.ofSeconds(10));

        gate.awaitLeft();
        Task after = engineFixture.settled();
        assertEquals(TaskState.SCHEDULED, after.state());
        assertEquals("took longer than 10000 ms", after.outcome().error());
        assertEquals(1, after.attempts().counted());
    }

    @Test
    void shouldNotInterruptTheNextTaskOnTheThread() {
        start("timeout", "10s", "slots", "1");
        engineFixture.accept("gate");
        gate.awaitEntered();
        engineFixture.clock.forward(Duration.ofSeconds(10));
        engineFixture.settled();

        engineFixture.accept("quick");

        assertFalse(Stages.value(interrupted));
    }

    @Test
    void shouldGiveUpAnAttemptThatIgnoresItsInterrupt() {
        // given
        start("timeout", "10s", "interrupt-grace", "5s", "slots", "1");
        String id = engineFixture.accept("stubborn");
        stubborn.awaitEntered();

        // when
        engineFixture.clock.forward(Duration.ofSeconds(15));

        // then its attempt has failed, and its thread still has the slot
        Task after = engineFixture.settled();
        assertEquals(TaskState.SCHEDULED, after.state());
        assertEquals("took longer than 10000 ms", after.outcome().error());
        assertEquals(1, engineFixture.parts.slots().busy());
        String next = engineFixture.accept("quick");
        assertEquals(TaskState.QUEUED, engineFixture.find(next).state());

        // and its late result changes nothing
        stubborn.open();
        engineFixture.end(next);
        assertEquals(after, engineFixture.find(id));
    }

    @Test
    void shouldCancelWhatWaitsForASlot() {
        start("slots", "1");
        engineFixture.accept("gate");
        gate.awaitEntered();
        String waiting = engineFixture.accept("quick");

        Task cancelled = cancel(waiting).orElseThrow();

        assertEquals(TaskState.CANCELLED, cancelled.state());
        assertEquals(cancelled, engineFixture.find(waiting));
        assertEquals(0, engineFixture.parts.queue().waiting());
        gate.open();
        engineFixture.settled();
        assertFalse(interrupted.isDone());
    }

    @Test
    void shouldCancelWhatWaitsForItsTime() {
        start();
        String id =
                engineFixture.accept(
                        engineFixture.wanted("quick", 0, engineFixture.clock.millis() + 60_000));

        assertEquals(TaskState.CANCELLED, cancel(id).orElseThrow().state());

        assertEquals(0, engineFixture.parts.queue().waiting());
    }

    @Test
    void shouldAskARunningTaskToStop() {
        start();
        String id = engineFixture.accept("gate");
        gate.awaitEntered();

        assertEquals(TaskState.RUNNING, cancel(id).orElseThrow().state());

        assertEquals(TaskState.CANCELLED, engineFixture.end(id).state());
    }

    @Test
    void shouldKeepTheResultOfATaskThatFinishesAllTheSame() {
        start();
        String id = engineFixture.accept("stubborn");
        stubborn.awaitEntered();
        cancel(id);

        stubborn.open();

        assertEquals(TaskState.SUCCEEDED, engineFixture.end(id).state());
    }

    @Test
    void shouldLeaveWhatHasEnded() {
        start();
        Task ended = engineFixture.end(engineFixture.accept("quick"));

        TaskEngine.Change none = new TaskEngine.Change(ended, false);
        assertEquals(Optional.of(none), Stages.value(engineFixture.taskEngine.cancel(ended.id())));
        assertEquals(Optional.of(none), Stages.value(engineFixture.taskEngine.retry(ended.id())));
        assertEquals(Optional.empty(), cancel("unknown"));
        assertEquals(Optional.empty(), Stages.value(engineFixture.taskEngine.retry("unknown")));
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
        Task dead = engineFixture.end(engineFixture.accept("hopeless"));
        assertEquals(TaskState.DEAD, dead.state());

        // when
        Task revived = Stages.value(engineFixture.taskEngine.retry(dead.id())).orElseThrow().task();

        // then
        assertEquals(TaskState.QUEUED, revived.state());
        assertEquals(2, Stages.value(secondRun));
        engineFixture.settled();
        assertEquals(TaskState.SUCCEEDED, engineFixture.settled().state());
    }

    @Test
    void shouldLetRunningTasksFinishBeforeItStops() {
        start();
        String id = engineFixture.accept("gate");
        gate.awaitEntered();
        var drained =
                engineFixture
                        .parts
                        .dispatcher()
                        .drain(Duration.ofSeconds(20), Duration.ofSeconds(20))
                        .toCompletableFuture();
        assertFalse(drained.isDone());

        gate.open();

        Stages.value(drained);
        assertEquals(TaskState.SUCCEEDED, engineFixture.find(id).state());
    }

    @Test
    void shouldHandBackUnpunishedWhatDoesNotFinish() {
        start();
        String id = engineFixture.accept("gate");
        gate.awaitEntered();

        drain(Duration.ofMillis(1), Duration.ofSeconds(20));

        Task after = engineFixture.find(id);
        assertEquals(TaskState.QUEUED, after.state());
        assertEquals(1, after.attempts().number());
        assertEquals(0, after.attempts().counted());
        assertEquals(0, after.attempts().crashes());
    }

    @Test
    void shouldHandBackEvenWhatIgnoresItsInterrupt() {
        start();
        String id = engineFixture.accept("stubborn");
        stubborn.awaitEntered();

        drain(Duration.ofMillis(1), Duration.ofMillis(1));

        assertEquals(TaskState.QUEUED, engineFixture.settled().state());
        assertEquals(0, engineFixture.find(id).attempts().counted());
    }

    @Test
    void shouldStartNothingMoreOnceItDrains() {
        start();
        drain(Duration.ofSeconds(20), Duration.ofSeconds(20));

        String id = engineFixture.accept("quick");

        assertEquals(TaskState.QUEUED, engineFixture.find(id).state());
        assertTrue(engineFixture.parts.dispatcher().draining());
        assertEquals(0, engineFixture.store.claims());
    }

    private void drain(Duration patience, Duration grace) {
        Stages.value(engineFixture.parts.dispatcher().drain(patience, grace));
    }

    private Optional<Task> cancel(String id) {
        return Stages.value(engineFixture.taskEngine.cancel(id)).map(TaskEngine.Change::task);
    }

    private void start(String... settings) {
        engineFixture = new EngineFixture(directory, workers, settings);
    }
}
