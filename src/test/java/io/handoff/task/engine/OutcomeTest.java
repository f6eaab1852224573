package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Latches;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.api.AttemptView;
import io.handoff.task.worker.PermanentFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeTest {

    @TempDir Path directory;
    private final AtomicInteger runs = new AtomicInteger();
    private final FakeWorkers workers = new FakeWorkers();
    private EngineFixture engineFixture;

    @AfterEach
    void close() {
        engineFixture.close();
    }

    @Test
    void shouldKeepTheResult() {
        workers.with(
                "work", run -> run.result(List.of(run.payload(Payload.class).n(), run.owner())));
        start();

        Task ended = engineFixture.end(engineFixture.accept("work"));

        assertEquals("[1,\"alice\"]", ended.outcome().result());
    }

    @Test
    void shouldTryAgainAfterTheBackOff() {
        // given
        workers.with(
                "work",
                run -> {
                    if (run.attempt() == 1) {
                        throw new IOException("no route");
                    }
                });
        start();
        String id = engineFixture.accept("work");

        // when
        Task failed = engineFixture.settled();
        engineFixture.clock.forward(Duration.ofSeconds(2));

        // then
        assertEquals(TaskState.SCHEDULED, failed.state());
        assertEquals("IOException: no route", failed.outcome().error());
        Task ended = engineFixture.end(id);
        assertEquals(TaskState.SUCCEEDED, ended.state());
        assertEquals(2, ended.attempts().number());
        assertEquals(
                List.of("scheduled IOException: no route", "succeeded null"),
                AttemptView.of(ended).stream()
                        .map(attempt -> attempt.became() + " " + attempt.error())
                        .toList());
    }

    @Test
    void shouldDieWhenTheAttemptsAreUsedUp() {
        workers.with(
                "work",
                run -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException();
                });
        start("max-attempts", "2");
        String id = engineFixture.accept("work");
        engineFixture.settled();

        engineFixture.clock.forward(Duration.ofSeconds(2));

        Task ended = engineFixture.end(id);
        assertEquals(TaskState.DEAD, ended.state());
        assertEquals("java.lang.IllegalStateException", ended.outcome().error());
        assertEquals(2, runs.get());
    }

    @Test
    void shouldDieAtOnceWhereTheWorkerSaysThatItIsHopeless() {
        workers.with(
                "work",
                run -> {
                    throw new PermanentFailure("no such user");
                });
        start();

        Task ended = engineFixture.end(engineFixture.accept("work"));

        assertEquals(TaskState.DEAD, ended.state());
        assertEquals("PermanentFailure: no such user", ended.outcome().error());
    }

    @Test
    void shouldDieOfAPayloadThatDoesNotFit() {
        workers.with("work", run -> run.payload(Integer.class));
        start();

        Task ended = engineFixture.end(engineFixture.accept("work"));

        assertEquals(TaskState.DEAD, ended.state());
        assertTrue(
                ended.outcome().error().contains("does not fit Integer"), ended.outcome().error());
    }

    @Test
    void shouldDieOfAResultThatIsTooLarge() {
        workers.with("work", run -> run.result("x".repeat(2_000)));
        start("max-result-size", "1K");

        Task ended = engineFixture.end(engineFixture.accept("work"));

        assertEquals(TaskState.DEAD, ended.state());
        assertTrue(ended.outcome().error().contains("max-result-size"), ended.outcome().error());
    }

    @Test
    void shouldTellUsersOnceAndOnlyOfSuccess() {
        // given a worker that tells, and fails at first
        workers.with(
                "work",
                run -> {
                    run.tellUser("bob", "done", Map.of("attempt", run.attempt()));
                    if (run.attempt() == 1) {
                        throw new IOException("after telling");
                    }
                });
        start();
        String id = engineFixture.accept("work");
        engineFixture.settled();
        assertEquals(0, engineFixture.file.read("user:bob", 0, 10).last());

        // when
        engineFixture.clock.forward(Duration.ofSeconds(2));
        engineFixture.end(id);

        // then
        var told = engineFixture.file.read("user:bob", 0, 10).events();
        assertEquals(1, told.size());
        assertEquals("{\"attempt\":2}", told.get(0).data());
        assertEquals("done", told.get(0).type());
    }

    @Test
    void shouldKeepSlotAndOutcomeUntilTheStoreTakesIt() {
        // given a store that fails when the work is done
        Gate gate = Gate.polite();
        workers.with(
                "work",
                run -> {
                    runs.incrementAndGet();
                    gate.on(run);
                });
        start("slots", "1");
        String id = engineFixture.accept("work");
        gate.awaitEntered();
        engineFixture.store.failWrites();
        gate.open();
        Latches.pass(engineFixture.store.failed());
        assertEquals(1, engineFixture.parts.slots().busy());
        assertEquals(TaskState.RUNNING, engineFixture.find(id).state());

        // when
        engineFixture.store.work();

        // then
        assertEquals("\"late\"", engineFixture.end(id).outcome().result());
        assertEquals(1, runs.get());
    }

    @Test
    void shouldRunWhatIsDelayedWhenItIsDue() {
        workers.with("work", run -> {});
        start();
        long due = engineFixture.clock.millis() + 60_000;
        String id = engineFixture.accept(engineFixture.wanted("work", 0, due));
        assertEquals(TaskState.SCHEDULED, engineFixture.find(id).state());

        engineFixture.clock.forward(Duration.ofMinutes(1));

        assertEquals(due, engineFixture.end(id).times().startedAt());
    }

    @Test
    void shouldPurgeByTheSettings() {
        workers.with("work", run -> {});
        start("tell-owner", "never");
        String id = engineFixture.accept("work");
        engineFixture.end(id);
        engineFixture.clock.forward(Duration.ofHours(24));
        assertEquals(0, io.handoff.Stages.value(engineFixture.parts.purge().run()));

        engineFixture.clock.forward(Duration.ofMillis(1));

        assertEquals(1, io.handoff.Stages.value(engineFixture.parts.purge().run()));
        assertTrue(engineFixture.taskEngine.find(id).isEmpty());
    }

    @Test
    void shouldPurgeMoreThanOneBatch() {
        workers.with("work", run -> {});
        start("tell-owner", "never");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            ids.add(engineFixture.accept("work"));
        }
        ids.forEach(engineFixture::end);
        engineFixture.clock.forward(Duration.ofHours(25));

        assertEquals(600, io.handoff.Stages.value(engineFixture.parts.purge().run()));
    }

    private void start(String... settings) {
        engineFixture = new EngineFixture(directory, workers, settings);
    }

    private record Payload(int n) {}
}
