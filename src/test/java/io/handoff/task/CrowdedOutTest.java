package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.handoff.Latches;
import io.handoff.Stages;
import io.handoff.store.Accepted;
import io.handoff.store.Task;
import io.handoff.store.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that was to start at once, and whose slot went to another while it was being stored. */
class CrowdedOutTest {

    @TempDir Path directory;
    private final Gate gate = Gate.polite();
    private Engine engine;
    private String running;
    private String late;

    @BeforeEach
    void twoForOneSlot() {
        FakeWorkers workers = new FakeWorkers().with("gate", gate).with("quick", run -> {});
        engine = new Engine(directory, workers, "slots", "1");
        engine.store.holdAccepts();
        CompletionStage<Accepted> first = engine.offer("gate");
        CompletionStage<Accepted> second = engine.offer("quick");
        engine.store.letAcceptsPass();
        running = Stages.value(first).taskId();
        late = Stages.value(second).taskId();
    }

    @AfterEach
    void close() {
        gate.open();
        engine.close();
    }

    @Test
    void shouldStartAsSoonAsASlotComesFree() {
        gate.open();

        engine.end(running);
        Task ended = engine.end(late);
        assertEquals(TaskState.SUCCEEDED, ended.state());
        assertEquals(1, ended.attempt());
        assertEquals(0, engine.store.claims());
    }

    @Test
    void shouldBeQueuedUnpunishedWhereNoneDoes() throws InterruptedException {
        assertEquals(TaskState.RUNNING, engine.find(late).state());

        engine.clock.forward(Duration.ofSeconds(1));

        Task queued = engine.store.moves().poll(20, TimeUnit.SECONDS);
        assertNotNull(queued);
        assertEquals(late, queued.id());
        assertEquals(TaskState.QUEUED, queued.state());
        assertEquals(0, queued.countedAttempts());
        gate.open();
        assertEquals(TaskState.SUCCEEDED, engine.end(late).state());
    }

    @Test
    void shouldNotBeForgottenWhileTheStoreFails() {
        engine.store.failWrites();
        engine.clock.forward(Duration.ofSeconds(1));
        Latches.pass(engine.store.failed());

        engine.store.work();
        gate.open();

        assertEquals(TaskState.SUCCEEDED, engine.end(late).state());
    }

    @Test
    void shouldBeCancelledLikeAnyOther() {
        CompletionStage<?> cancelled = engine.tasks.cancel(late);
        engine.clock.forward(Duration.ofSeconds(1));

        Stages.value(cancelled);

        assertEquals(TaskState.CANCELLED, engine.end(late).state());
    }
}
