package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.handoff.Latches;
import io.handoff.Stages;
import io.handoff.task.Accepted;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that was to start at once, and whose slot went to another while it was being stored. */
class RequeueWithoutSlotTest {

    @TempDir Path directory;
    private final Gate gate = Gate.polite();
    private EngineFixture engineFixture;
    private String running;
    private String late;

    @BeforeEach
    void twoForOneSlot() {
        FakeWorkers workers = new FakeWorkers().with("gate", gate).with("quick", run -> {});
        engineFixture = new EngineFixture(directory, workers, "slots", "1");
        engineFixture.store.holdAccepts();
        CompletionStage<Accepted> first = engineFixture.offer("gate");
        CompletionStage<Accepted> second = engineFixture.offer("quick");
        engineFixture.store.letAcceptsPass();
        running = Stages.value(first).taskId();
        late = Stages.value(second).taskId();
    }

    @AfterEach
    void close() {
        gate.open();
        engineFixture.close();
    }

    @Test
    void shouldStartAsSoonAsASlotComesFree() {
        gate.open();

        engineFixture.end(running);
        Task ended = engineFixture.end(late);
        assertEquals(TaskState.SUCCEEDED, ended.state());
        assertEquals(1, ended.attempts().number());
        assertEquals(0, engineFixture.store.claims());
    }

    @Test
    void shouldBeQueuedUnpunishedWhereNoneDoes() throws InterruptedException {
        assertEquals(TaskState.RUNNING, engineFixture.find(late).state());

        engineFixture.clock.forward(Duration.ofSeconds(1));

        Task queued = engineFixture.store.moves().poll(20, TimeUnit.SECONDS);
        assertNotNull(queued);
        assertEquals(late, queued.id());
        assertEquals(TaskState.QUEUED, queued.state());
        assertEquals(0, queued.attempts().counted());
        gate.open();
        assertEquals(TaskState.SUCCEEDED, engineFixture.end(late).state());
    }

    @Test
    void shouldNotBeForgottenWhileTheStoreFails() {
        engineFixture.store.failWrites();
        engineFixture.clock.forward(Duration.ofSeconds(1));
        Latches.pass(engineFixture.store.failed());

        engineFixture.store.work();
        gate.open();

        assertEquals(TaskState.SUCCEEDED, engineFixture.end(late).state());
    }

    @Test
    void shouldBeCancelledLikeAnyOther() {
        CompletionStage<?> cancelled = engineFixture.taskEngine.cancel(late);
        engineFixture.clock.forward(Duration.ofSeconds(1));

        Stages.value(cancelled);

        assertEquals(TaskState.CANCELLED, engineFixture.end(late).state());
    }
}
