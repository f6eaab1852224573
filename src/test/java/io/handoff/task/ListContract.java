package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Stages;
import io.handoff.store.StoreUnderTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store answers about many tasks. */
interface ListContract extends StoreUnderTest {

    @Test
    default void shouldListNewestFirst() {
        Task first = stored(ATask.queued());
        Task second = stored(ATask.in(TaskState.DEAD));

        assertEquals(List.of(second, first), list(null, null, null, null, 10));
    }

    @Test
    default void shouldListByState() {
        Task wanted = stored(ATask.in(TaskState.DEAD));
        stored(ATask.queued());

        assertEquals(List.of(wanted), list(TaskState.DEAD, null, null, null, 10));
    }

    @Test
    default void shouldListByKind() {
        Task wanted = stored(ATask.queued().kind("thumbnail"));
        stored(ATask.queued());

        assertEquals(List.of(wanted), list(null, "thumbnail", null, null, 10));
    }

    @Test
    default void shouldListByOwner() {
        Task wanted = stored(ATask.queued().owner("alice"));
        stored(ATask.queued());

        assertEquals(List.of(wanted), list(null, null, "alice", null, 10));
    }

    @Test
    default void shouldListByEverythingTogether() {
        Task wanted = stored(ATask.queued().kind("thumbnail").owner("alice"));
        stored(ATask.in(TaskState.DEAD).kind("thumbnail").owner("alice"));
        stored(ATask.queued().kind("thumbnail"));
        Task newer = stored(ATask.queued().kind("thumbnail").owner("alice"));

        assertEquals(List.of(wanted), list(TaskState.QUEUED, "thumbnail", "alice", newer.id(), 10));
    }

    @Test
    default void shouldGoOnBelowTheCursor() {
        Task first = stored(ATask.queued());
        Task second = stored(ATask.queued());
        Task third = stored(ATask.queued());

        assertEquals(List.of(third, second), list(null, null, null, null, 2));
        assertEquals(List.of(first), list(null, null, null, second.id(), 2));
    }

    @Test
    default void shouldTakeNothingInAFilterForSql() {
        stored(ATask.queued());

        assertEquals(List.of(), list(null, "' OR 1=1 --", null, null, 10));
    }

    @Test
    default void shouldCountTheBacklog() {
        stored(ATask.in(TaskState.SCHEDULED));
        stored(ATask.queued().runAt(70));
        stored(ATask.queued().runAt(50));
        stored(ATask.in(TaskState.RUNNING).runAt(1));
        stored(ATask.in(TaskState.DEAD).runAt(1));

        assertEquals(new Backlog(1, 2, 1, 50), tasks().backlog());
    }

    @Test
    default void shouldKnowTheOldestQueuedOfAllPriorities() {
        stored(ATask.in(TaskState.QUEUED).priority(9).runAt(70));
        stored(ATask.in(TaskState.QUEUED).priority(0).runAt(60));
        stored(ATask.in(TaskState.QUEUED).priority(0).runAt(20));
        stored(ATask.in(TaskState.QUEUED).priority(-5).runAt(40));

        assertEquals(20, tasks().backlog().oldestQueued());
    }

    @Test
    default void shouldCountNothingInAnEmptyStore() {
        assertEquals(new Backlog(0, 0, 0, 0), tasks().backlog());
    }

    @Test
    default void shouldAnswerAPing() {
        Stages.value(tasks().ping());
        Stages.value(tasks().ping());
    }

    private List<Task> list(TaskState state, String kind, String owner, String before, int limit) {
        return tasks().list(new TaskQuery(state, kind, owner, before, limit));
    }
}
