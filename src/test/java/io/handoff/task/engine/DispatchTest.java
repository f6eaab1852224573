package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Latches;
import io.handoff.Stages;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.QueueFull;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchTest {

    @TempDir Path directory;
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final Gate gate = Gate.polite();
    private final FakeWorkers workers =
            new FakeWorkers().with("quick", run -> ran.add(run.id())).with("gate", gate);
    private EngineFixture engineFixture;

    @AfterEach
    void close() {
        engineFixture.close();
    }

    @Test
    void shouldStartAtOnceWhereASlotIsFree() {
        engineFixture = new EngineFixture(directory, workers, "slots", "2");

        Task ended = engineFixture.end(engineFixture.accept("quick"));

        assertEquals(TaskState.SUCCEEDED, ended.state());
        assertEquals(1, ended.attempts().number());
        assertEquals(0, engineFixture.store.claims());
        assertEquals(List.of(ended.id()), ran);
    }

    @Test
    void shouldKeepInTheStoreWhatFindsNoSlot() {
        // given
        engineFixture = new EngineFixture(directory, workers, "slots", "1");
        engineFixture.accept("gate");
        gate.awaitEntered();

        // when
        String waiting = engineFixture.accept("quick");

        // then
        assertEquals(TaskState.QUEUED, engineFixture.find(waiting).state());
        assertEquals(1, engineFixture.parts.queue().queued());
        assertEquals(List.of(), ran);
        gate.open();
        assertEquals(TaskState.SUCCEEDED, engineFixture.end(waiting).state());
    }

    @Test
    void shouldDrainTheBacklogByPriorityThenAge() {
        // given
        engineFixture = new EngineFixture(directory, workers, "slots", "1");
        engineFixture.accept("gate");
        gate.awaitEntered();
        String low = engineFixture.accept("quick", -1);
        String first = engineFixture.accept("quick", 0);
        engineFixture.clock.forward(java.time.Duration.ofMillis(5));
        String second = engineFixture.accept("quick", 0);
        String high = engineFixture.accept("quick", 9);

        // when
        gate.open();

        // then
        engineFixture.end(low);
        assertEquals(List.of(high, first, second, low), ran);
    }

    @Test
    void shouldNeverRunMoreThanItHasSlots() {
        // given work that stays until all is submitted
        int slots = 3;
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch submitted = new CountDownLatch(1);
        workers.with(
                "counted",
                run -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Latches.pass(submitted);
                    Thread.yield();
                    now.decrementAndGet();
                });
        engineFixture = new EngineFixture(directory, workers, "slots", Integer.toString(slots));

        // when several submit at once, and then slots come free at once
        List<String> ids = acceptTogether("counted", 6, 20);
        assertEquals(slots, engineFixture.parts.slots().busy());
        submitted.countDown();

        // then
        ids.forEach(engineFixture::end);
        assertEquals(slots, most.get());
        assertEquals(0, engineFixture.parts.queue().waiting());
    }

    @Test
    void shouldStrandNoTaskWhenWakeUpsRace() {
        engineFixture = new EngineFixture(directory, workers, "slots", "2");

        List<String> all = acceptTogether("quick", 6, 50);

        all.forEach(id -> assertEquals(TaskState.SUCCEEDED, engineFixture.end(id).state()));
        assertEquals(300, ran.size());
        assertEquals(300, ran.stream().distinct().count());
        assertEquals(0, engineFixture.parts.queue().waiting());
    }

    @Test
    void shouldRefuseWhatExceedsTheQueueAndAcceptAgainLater() {
        // given
        engineFixture = new EngineFixture(directory, workers, "slots", "1", "queue-limit", "2");
        engineFixture.accept("gate");
        gate.awaitEntered();
        engineFixture.accept("quick");
        String last = engineFixture.accept("quick");

        // when
        QueueFull refusal = assertThrows(QueueFull.class, () -> engineFixture.offer("quick"));

        // then
        assertTrue(refusal.getMessage().contains("handoff.tasks.queue-limit"));
        assertEquals(2, engineFixture.store.backlog().queued());
        gate.open();
        engineFixture.end(last);
        engineFixture.end(engineFixture.accept("quick"));
    }

    @Test
    void shouldGiveTheSlotBackWhenTheStoreRefuses() {
        engineFixture = new EngineFixture(directory, workers, "slots", "1");
        engineFixture.store.failWrites();

        Throwable failure = Stages.failure(engineFixture.offer("quick"));

        assertInstanceOf(StoreUnavailable.class, failure);
        engineFixture.store.work();
        assertEquals(0, engineFixture.parts.slots().busy());
        assertEquals(0, engineFixture.parts.queue().waiting());
        assertEquals(TaskState.SUCCEEDED, engineFixture.end(engineFixture.accept("quick")).state());
        assertEquals(1, ran.size());
    }

    @Test
    void shouldFailTheAttemptOfAKindThatNobodyDoesAnyMore() {
        engineFixture = new EngineFixture(directory, workers, "slots", "1", "max-attempts", "1");

        Task ended = engineFixture.end(engineFixture.accept("gone"));

        assertEquals(TaskState.DEAD, ended.state());
        assertEquals(TaskState.SUCCEEDED, engineFixture.end(engineFixture.accept("quick")).state());
    }

    private List<String> acceptTogether(String kind, int threads, int each) {
        Callable<List<String>> accept =
                () -> Stream.generate(() -> engineFixture.accept(kind)).limit(each).toList();
        return Crowd.together(threads, accept).stream().flatMap(List::stream).toList();
    }
}
