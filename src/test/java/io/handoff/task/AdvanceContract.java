package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Stages;
import io.handoff.event.NewEvent;
import io.handoff.store.StoreUnderTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every store does when it is asked for the next tasks. */
interface AdvanceContract extends StoreUnderTest {

    @Test
    default void shouldHandOutTheMostUrgentThenTheLongestWaiting() {
        Task late = stored(ATask.queued().runAt(30));
        Task urgent = stored(ATask.queued().priority(5).runAt(40));
        Task early = stored(ATask.queued().runAt(10));
        Task idle = stored(ATask.queued().priority(-1).runAt(1));

        List<Task> handedOut = claim(10);

        assertEquals(
                List.of(urgent.id(), early.id(), late.id(), idle.id()),
                handedOut.stream().map(Task::id).toList());
    }

    @Test
    default void shouldWriteTheStepOfEachTask() {
        Task task = stored(ATask.queued());

        List<Task> handedOut = claim(10);

        assertEquals(List.of(Moves.start(task).after()), handedOut);
        assertEquals(handedOut.get(0), found(task.id()));
    }

    @Test
    default void shouldHandOutNoMoreThanAskedFor() {
        for (int i = 0; i < 5; i++) {
            stored(ATask.queued());
        }

        assertEquals(3, claim(3).size());

        assertEquals(2, tasks().backlog().queued());
        assertEquals(3, tasks().backlog().running());
    }

    @Test
    default void shouldAskForTheLimitOnlyWhenItComesToLook() {
        stored(ATask.queued());
        stored(ATask.queued());
        AtomicInteger limit = new AtomicInteger();

        // On the writer's thread: it can't look before this is over.
        CompletionStage<List<TransitionResult>> claimed =
                tasks().ping()
                        .thenCompose(
                                done -> {
                                    CompletionStage<List<TransitionResult>> later =
                                            tasks().advance(
                                                            Selection.QUEUED,
                                                            limit::get,
                                                            0,
                                                            Moves::start);
                                    limit.set(2);
                                    return later;
                                });

        assertEquals(2, Stages.value(claimed).size());
    }

    @Test
    default void shouldHandOutOnlyWhatIsQueued() {
        for (TaskState state : TaskState.values()) {
            stored(ATask.in(state));
        }

        assertEquals(1, claim(10).size());
    }

    @Test
    default void shouldHandOutWhatIsDueEarliestFirst() {
        Task second = stored(ATask.in(TaskState.SCHEDULED).runAt(20));
        Task first = stored(ATask.in(TaskState.SCHEDULED).runAt(10));
        Task notYet = stored(ATask.in(TaskState.SCHEDULED).runAt(21));

        List<Task> due = advance(Selection.DUE, 10, 20, task -> Moves.to(TaskState.QUEUED, task));

        assertEquals(List.of(first.id(), second.id()), due.stream().map(Task::id).toList());
        assertEquals(notYet, found(notYet.id()));
    }

    @Test
    default void shouldLimitWhatIsDue() {
        Task first = stored(ATask.in(TaskState.SCHEDULED).runAt(10));
        stored(ATask.in(TaskState.SCHEDULED).runAt(20));

        List<Task> due = advance(Selection.DUE, 1, 99, task -> Moves.to(TaskState.QUEUED, task));

        assertEquals(List.of(first.id()), due.stream().map(Task::id).toList());
    }

    @Test
    default void shouldHandOutOrphansOfTheProcessBefore() {
        // given
        Task running = stored(ATask.in(TaskState.RUNNING));
        Task claimed = stored(ATask.queued());
        claim(1);
        stored(ATask.queued());

        // when
        restart();
        List<Task> orphans = orphans();

        // then
        assertEquals(List.of(running.id(), claimed.id()), orphans.stream().map(Task::id).toList());
        assertEquals(3, tasks().backlog().queued());
    }

    @Test
    default void shouldNotTakeWhatRunsHereForOrphans() {
        stored(ATask.in(TaskState.RUNNING));
        Task progressing = stored(ATask.in(TaskState.RUNNING));
        stored(ATask.queued());
        claim(1);
        assertTrue(moved(Moves.to(TaskState.RUNNING, progressing)));

        assertEquals(List.of(), orphans());
    }

    @Test
    default void shouldNotTakeWhatHasEndedOrWaitsForOrphans() {
        Task ended = stored(ATask.in(TaskState.RUNNING));
        assertTrue(moved(Moves.to(TaskState.SUCCEEDED, ended)));
        Task retried = stored(ATask.in(TaskState.RUNNING));
        assertTrue(moved(Moves.to(TaskState.SCHEDULED, retried)));

        restart();

        assertEquals(List.of(), orphans());
    }

    @Test
    default void shouldHandOutAnOrphanOnce() {
        stored(ATask.in(TaskState.RUNNING));
        restart();

        assertEquals(1, orphans().size());
        assertEquals(List.of(), orphans());
    }

    @Test
    default void shouldAnnounceWithTheStep() {
        stored(ATask.queued());
        NewEvent news = Moves.to("user:alice", "{}");

        advance(Selection.QUEUED, 1, 0, task -> Moves.start(task).withEvents(List.of(news)));

        assertEquals(1, events().read("user:alice", 0, 10).last());
    }

    @Test
    default void shouldNeverHandTheSameTaskOutTwice() {
        // given
        for (int i = 0; i < 60; i++) {
            stored(ATask.queued().priority(i % 3));
        }

        // when several ask at once until nothing is left
        List<List<String>> shares =
                Crowd.together(
                        4,
                        () -> {
                            List<String> mine = new ArrayList<>();
                            List<Task> claimed = claim(7);
                            while (!claimed.isEmpty()) {
                                claimed.forEach(task -> mine.add(task.id()));
                                claimed = claim(7);
                            }
                            return mine;
                        });

        // then
        List<String> all = shares.stream().flatMap(List::stream).toList();
        assertEquals(60, all.size());
        assertEquals(60, new HashSet<>(all).size());
        assertTrue(all.stream().allMatch(id -> found(id).attempts().number() == 1));
    }

    private List<Task> orphans() {
        return advance(Selection.ORPHANED, 10, 0, task -> Moves.to(TaskState.QUEUED, task));
    }

    private List<Task> claim(int limit) {
        return advance(Selection.QUEUED, limit, 0, Moves::start);
    }

    private List<Task> advance(
            Selection selection, int limit, long now, Function<Task, Transition> step) {
        return Stages.value(tasks().advance(selection, limit, now, step)).stream()
                .map(TransitionResult::task)
                .toList();
    }
}
