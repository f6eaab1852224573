package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Latches;
import io.handoff.store.Task;
import io.handoff.store.TaskState;
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
    private Engine engine;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldKeepTheResult() {
        workers.with(
                "work", run -> run.result(List.of(run.payload(Payload.class).n(), run.owner())));
        start();

        Task ended = engine.end(engine.accept("work"));

        assertEquals("[1,\"alice\"]", ended.result());
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
        String id = engine.accept("work");

        // when
        Task failed = engine.settled();
        engine.clock.forward(Duration.ofSeconds(2));

        // then
        assertEquals(TaskState.SCHEDULED, failed.state());
        assertEquals("IOException: no route", failed.error());
        Task ended = engine.end(id);
        assertEquals(TaskState.SUCCEEDED, ended.state());
        assertEquals(2, ended.attempt());
        assertEquals(
                List.of("scheduled IOException: no route", "succeeded null"),
                Attempt.of(ended).stream()
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
        String id = engine.accept("work");
        engine.settled();

        engine.clock.forward(Duration.ofSeconds(2));

        Task ended = engine.end(id);
        assertEquals(TaskState.DEAD, ended.state());
        assertEquals("java.lang.IllegalStateException", ended.error());
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

        Task ended = engine.end(engine.accept("work"));

        assertEquals(TaskState.DEAD, ended.state());
        assertEquals("PermanentFailure: no such user", ended.error());
    }

    @Test
    void shouldDieOfAPayloadThatDoesNotFit() {
        workers.with("work", run -> run.payload(Integer.class));
        start();

        Task ended = engine.end(engine.accept("work"));

        assertEquals(TaskState.DEAD, ended.state());
        assertTrue(ended.error().contains("does not fit Integer"), ended.error());
    }

    @Test
    void shouldDieOfAResultThatIsTooLarge() {
        workers.with("work", run -> run.result("x".repeat(2_000)));
        start("max-result-size", "1K");

        Task ended = engine.end(engine.accept("work"));

        assertEquals(TaskState.DEAD, ended.state());
        assertTrue(ended.error().contains("max-result-size"), ended.error());
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
        String id = engine.accept("work");
        engine.settled();
        assertEquals(0, engine.file.read("user:bob", 0, 10).last());

        // when
        engine.clock.forward(Duration.ofSeconds(2));
        engine.end(id);

        // then
        var told = engine.file.read("user:bob", 0, 10).events();
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
        String id = engine.accept("work");
        gate.awaitEntered();
        engine.store.failWrites();
        gate.open();
        Latches.pass(engine.store.failed());
        assertEquals(1, engine.parts.slots().busy());
        assertEquals(TaskState.RUNNING, engine.find(id).state());

        // when
        engine.store.work();

        // then
        assertEquals("\"late\"", engine.end(id).result());
        assertEquals(1, runs.get());
    }

    @Test
    void shouldRunWhatIsDelayedWhenItIsDue() {
        workers.with("work", run -> {});
        start();
        long due = engine.clock.millis() + 60_000;
        String id = engine.accept(engine.wanted("work", 0, due));
        assertEquals(TaskState.SCHEDULED, engine.find(id).state());

        engine.clock.forward(Duration.ofMinutes(1));

        assertEquals(due, engine.end(id).startedAt());
    }

    @Test
    void shouldPurgeByTheSettings() {
        workers.with("work", run -> {});
        start("tell-owner", "never");
        String id = engine.accept("work");
        engine.end(id);
        engine.clock.forward(Duration.ofHours(24));
        assertEquals(0, io.handoff.Stages.value(engine.parts.purge()));

        engine.clock.forward(Duration.ofMillis(1));

        assertEquals(1, io.handoff.Stages.value(engine.parts.purge()));
        assertTrue(engine.tasks.find(id).isEmpty());
    }

    @Test
    void shouldPurgeMoreThanOneBatch() {
        workers.with("work", run -> {});
        start("tell-owner", "never");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            ids.add(engine.accept("work"));
        }
        ids.forEach(engine::end);
        engine.clock.forward(Duration.ofHours(25));

        assertEquals(600, io.handoff.Stages.value(engine.parts.purge()));
    }

    private void start(String... settings) {
        engine = new Engine(directory, workers, settings);
    }

    private record Payload(int n) {}
}
