package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.ATask;
import io.handoff.store.Task;
import io.handoff.store.TaskState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class EndsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Ends ends = new Ends(2);
    private final Task ended = ATask.in(TaskState.SUCCEEDED).build();

    @Test
    void shouldTellAllWhoWaitForATask() {
        var one = ends.await(ended.id(), LONG).orElseThrow();
        var two = ends.await(ended.id(), LONG).orElseThrow();

        ends.tell(ended);

        assertEquals(ended, Stages.value(one));
        assertEquals(ended, Stages.value(two));
        assertEquals(0, ends.size());
    }

    @Test
    void shouldTellNobodyElse() {
        CompletableFuture<Task> other =
                ends.await("another", LONG).orElseThrow().toCompletableFuture();

        ends.tell(ended);

        assertFalse(other.isDone());
    }

    @Test
    void shouldGiveUpAfterTheLimit() {
        CompletionStage<Task> end = ends.await(ended.id(), Duration.ofMillis(1)).orElseThrow();

        assertNull(Stages.value(end));
        assertEquals(0, ends.size());
    }

    @Test
    void shouldTurnAwayWhoIsTooMany() {
        ends.await("one", LONG);
        ends.await("two", LONG);

        assertTrue(ends.await("three", LONG).isEmpty());
    }

    @Test
    void shouldGiveThePlaceFreeWhenTheWaiterKnowsTheEndOtherwise() {
        CompletionStage<Task> end = ends.await(ended.id(), LONG).orElseThrow();

        end.toCompletableFuture().complete(ended);

        assertEquals(0, ends.size());
    }
}
