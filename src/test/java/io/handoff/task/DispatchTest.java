package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Stages;
import io.handoff.store.StoreUnavailable;
import io.handoff.store.Task;
import io.handoff.store.TaskState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchTest {

    @TempDir Path directory;
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final Gate gate = Gate.polite();
    private final FakeWorkers workers =
            new FakeWorkers().with("quick", run -> ran.add(run.id())).with("gate", gate);
    private Engine engine;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldStartAtOnceWhereASlotIsFree() {
        engine = new Engine(directory, workers, "slots", "2");

        Task ended = engine.end(engine.accept("quick"));

        assertEquals(TaskState.SUCCEEDED, ended.state());
        assertEquals(1, ended.attempt());
        assertEquals(0, engine.store.claims());
        assertEquals(List.of(ended.id()), ran);
    }

    @Test
    void shouldKeepInTheStoreWhatFindsNoSlot() {
        // given
        engine = new Engine(directory, workers, "slots", "1");
        engine.accept("gate");
        gate.awaitEntered();

        // when
        String waiting = engine.accept("quick");

        // then
        assertEquals(TaskState.QUEUED, engine.find(waiting).state());
        assertEquals(1, engine.parts.load().queued());
        assertEquals(List.of(), ran);
        gate.open();
        assertEquals(TaskState.SUCCEEDED, engine.end(waiting).state());
    }

    @Test
    void shouldDrainTheBacklogByPriorityThenAge() {
        // given
        engine = new Engine(directory, workers, "slots", "1");
        engine.accept("gate");
        gate.awaitEntered();
        String low = engine.accept("quick", -1);
        String first = engine.accept("quick", 0);
        engine.clock.forward(java.time.Duration.ofMillis(5));
        String second = engine.accept("quick", 0);
        String high = engine.accept("quick", 9);

        // when
        gate.open();

        // then
        engine.end(low);
        assertEquals(List.of(high, first, second, low), ran);
    }

    @Test
    void shouldNeverRunMoreThanItHasSlots() {
        // given
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        workers.with(
                "counted",
                run -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                });
        engine = new Engine(directory, workers, "slots", "3");

        // when
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(Stages.value(engine.offer("counted")).taskId());
        }

        // then
        ids.forEach(engine::end);
        assertTrue(most.get() <= 3, "at once: " + most);
        assertEquals(0, engine.parts.load().waiting());
    }

    @Test
    void shouldStrandNoTaskWhenWakeUpsRace() {
        engine = new Engine(directory, workers, "slots", "2");

        List<List<String>> accepted =
                Crowd.together(
                        6,
                        () -> {
                            List<String> ids = new ArrayList<>();
                            for (int i = 0; i < 50; i++) {
                                ids.add(engine.accept("quick"));
                            }
                            return ids;
                        });

        List<String> all = accepted.stream().flatMap(List::stream).toList();
        all.forEach(id -> assertEquals(TaskState.SUCCEEDED, engine.end(id).state()));
        assertEquals(300, ran.size());
        assertEquals(300, ran.stream().distinct().count());
        assertEquals(0, engine.parts.load().waiting());
    }

    @Test
    void shouldRefuseWhatExceedsTheQueueAndAcceptAgainLater() {
        // given
        engine = new Engine(directory, workers, "slots", "1", "queue-limit", "2");
        engine.accept("gate");
        gate.awaitEntered();
        engine.accept("quick");
        String last = engine.accept("quick");

        // when
        QueueFull refusal = assertThrows(QueueFull.class, () -> engine.offer("quick"));

        // then
        assertTrue(refusal.getMessage().contains("handoff.tasks.queue-limit"));
        assertEquals(2, engine.store.backlog().queued());
        gate.open();
        engine.end(last);
        engine.end(engine.accept("quick"));
    }

    @Test
    void shouldGiveTheSlotBackWhenTheStoreRefuses() {
        engine = new Engine(directory, workers, "slots", "1");
        engine.store.failWrites();

        Throwable failure = Stages.failure(engine.offer("quick"));

        assertInstanceOf(StoreUnavailable.class, failure);
        engine.store.work();
        assertEquals(0, engine.parts.slots().busy());
        assertEquals(0, engine.parts.load().waiting());
        assertEquals(TaskState.SUCCEEDED, engine.end(engine.accept("quick")).state());
        assertEquals(1, ran.size());
    }

    @Test
    void shouldFailTheAttemptOfAKindThatNobodyDoesAnyMore() {
        engine = new Engine(directory, workers, "slots", "1", "max-attempts", "1");

        Task ended = engine.end(engine.accept("gone"));

        assertEquals(TaskState.DEAD, ended.state());
        assertEquals(TaskState.SUCCEEDED, engine.end(engine.accept("quick")).state());
    }
}
