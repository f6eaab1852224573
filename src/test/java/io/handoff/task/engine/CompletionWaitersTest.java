package io.handoff.task.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.task.ATask;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CompletionWaitersTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final CompletionWaiters completionWaiters = new CompletionWaiters(2);
    private final Task ended = ATask.in(TaskState.SUCCEEDED).build();

    @Test
    void shouldTellAllWhoWaitForATask() {
        var one = completionWaiters.await(ended.id(), LONG).orElseThrow();
        var two = completionWaiters.await(ended.id(), LONG).orElseThrow();

        completionWaiters.complete(ended);

        assertEquals(ended, Stages.value(one));
        assertEquals(ended, Stages.value(two));
        assertEquals(0, completionWaiters.size());
    }

    @Test
    void shouldTellNobodyElse() {
        CompletableFuture<Task> other =
                completionWaiters.await("another", LONG).orElseThrow().toCompletableFuture();

        completionWaiters.complete(ended);

        assertFalse(other.isDone());
    }

    @Test
    void shouldGiveUpAfterTheLimit() {
        CompletionStage<Task> end =
                completionWaiters.await(ended.id(), Duration.ofMillis(1)).orElseThrow();

        assertNull(Stages.value(end));
        assertEquals(0, completionWaiters.size());
    }

    @Test
    void shouldTurnAwayWhoIsTooMany() {
        completionWaiters.await("one", LONG);
        completionWaiters.await("two", LONG);

        assertTrue(completionWaiters.await("three", LONG).isEmpty());
    }

    @Test
    void shouldGiveThePlaceFreeWhenTheWaiterKnowsTheEndOtherwise() {
        CompletionStage<Task> end = completionWaiters.await(ended.id(), LONG).orElseThrow();

        end.toCompletableFuture().complete(ended);

        assertEquals(0, completionWaiters.size());
    }
}
