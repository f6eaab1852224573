package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.StoreUnderTest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many there are, and away with them. */
interface TaskAdminContract extends StoreUnderTest {

    @Test
    default void shouldCountWhatTheQueryFits() {
        Task first = stored(ATask.in(TaskState.DEAD));
        stored(ATask.in(TaskState.DEAD).kind("thumbnail"));
        stored(ATask.in(TaskState.DEAD).owner("alice"));
        stored(ATask.in(TaskState.SUCCEEDED));
        stored(ATask.in(TaskState.SUCCEEDED).owner("alice"));
        stored(ATask.in(TaskState.CANCELLED));
        stored(ATask.queued());

        assertEquals(7, count(null, null, null, null, 10));
        assertEquals(3, count(TaskState.DEAD, null, null, null, 10));
        assertEquals(2, count(TaskState.SUCCEEDED, null, null, null, 10));
        assertEquals(1, count(TaskState.SUCCEEDED, "process", "alice", null, 10));
        assertEquals(1, count(TaskState.CANCELLED, null, null, null, 10));
        assertEquals(1, count(TaskState.DEAD, "thumbnail", null, null, 10));
        assertEquals(2, count(null, null, "alice", null, 10));
        assertEquals(0, count(TaskState.RUNNING, null, null, null, 10));
        assertEquals(0, count(TaskState.DEAD, null, null, first.id(), 10));
    }

    @Test
    default void shouldCountUpToTheLimit() {
        List<? extends CompletionStage<?>> many =
                IntStream.range(0, 30)
                        .mapToObj(i -> ATask.in(TaskState.SUCCEEDED).build())
                        .map(task -> tasks().accept(new Submission(task, null)))
                        .toList();
        many.forEach(Stages::value);

        assertEquals(30, count(TaskState.SUCCEEDED, null, null, null, 31));
        assertEquals(20, count(TaskState.SUCCEEDED, null, null, null, 20));
        assertEquals(20, count(null, null, null, null, 20));
    }

    @Test
    default void shouldDiscardWhatHasEnded() {
        Task dead = stored(ATask.in(TaskState.DEAD));
        Task done = stored(ATask.in(TaskState.SUCCEEDED));
        Task cancelled = stored(ATask.in(TaskState.CANCELLED));
        Task queued = stored(ATask.queued());
        Task running = stored(ATask.in(TaskState.RUNNING));
        Task later = stored(ATask.in(TaskState.SCHEDULED));
        List<String> ids =
                List.of(
                        dead.id(),
                        done.id(),
                        cancelled.id(),
                        queued.id(),
                        running.id(),
                        later.id(),
                        ATask.nextId());

        assertEquals(3, Stages.value(taskAdmin().discard(ids)));

        assertEquals(List.of(later, running, queued), tasks().list(all()));
        assertTrue(events().read(dead.channel(), 0, 10).events().isEmpty());
        restart();
        assertEquals(3, taskAdmin().count(all()));
        assertEquals(0, Stages.value(taskAdmin().discard(ids)));
    }

    private static TaskQuery all() {
        return new TaskQuery(null, null, null, null, 10);
    }

    private long count(TaskState state, String kind, String owner, String before, int limit) {
        return taskAdmin().count(new TaskQuery(state, kind, owner, before, limit));
    }
}
