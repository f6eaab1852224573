package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Stages;
import io.handoff.event.Event;
import io.handoff.event.EventPage;
import io.handoff.event.NewEvent;
import io.handoff.store.StoreUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every store does with one step of one task. */
interface MoveContract extends StoreUnderTest {

    @Test
    default void shouldWriteWhatATransitionChanges() {
        Task task = stored(ATask.in(TaskState.RUNNING));
        Transition end = Moves.to(TaskState.SUCCEEDED, task, "{\"attempt\":1}", "{\"n\":1}");

        assertTrue(moved(end));

        assertEquals(end.after(), found(task.id()));
    }

    @Test
    default void shouldRefuseAMoveFromAStateThatIsPast() {
        Task task = stored(ATask.in(TaskState.RUNNING));
        Transition end = Moves.to(TaskState.SUCCEEDED, task);
        assertTrue(moved(end));

        assertFalse(moved(Moves.to(TaskState.DEAD, task)));

        assertEquals(end.after(), found(task.id()));
    }

    @Test
    default void shouldRefuseALateResultOfAnEarlierAttempt() {
        // given a task whose first attempt was given up and that runs for the second time
        Task first = stored(ATask.in(TaskState.RUNNING));
        Transition back = Moves.to(TaskState.QUEUED, first);
        assertTrue(moved(back));
        Transition second = Moves.start(back.after());
        assertTrue(moved(second));

        // when the first attempt's result arrives
        boolean late = moved(Moves.to(TaskState.SUCCEEDED, first));

        // then
        assertFalse(late);
        assertEquals(second.after(), found(first.id()));
    }

    @Test
    default void shouldRefuseToMoveWhatIsNotThere() {
        assertFalse(moved(Moves.start(ATask.queued().build())));
    }

    @Test
    default void shouldLetOneOfACrowdMove() {
        Task task = stored(ATask.queued());

        List<Boolean> moved = Crowd.together(8, () -> moved(Moves.start(task)));

        assertEquals(1, moved.stream().filter(Boolean::booleanValue).count());
        assertEquals(1, found(task.id()).attempts().number());
    }

    @Test
    default void shouldRefuseToTakeUpATaskWhoseUniqueKeyIsTaken() {
        Task dead = stored(ATask.in(TaskState.DEAD).uniqueKey("key"));
        stored(ATask.queued().uniqueKey("key"));

        Throwable failure = Stages.failure(tasks().move(Moves.to(TaskState.QUEUED, dead)));

        assertInstanceOf(UniqueKeyTaken.class, failure);
        assertEquals(dead, found(dead.id()));
    }

    @Test
    default void shouldTellWhatAMoveAnnounces() {
        Task task = stored(ATask.in(TaskState.RUNNING));
        NewEvent news = Moves.to("user:alice", "{\"n\":1}");

        assertTrue(moved(Moves.to(TaskState.SUCCEEDED, task).withEvents(List.of(news))));

        List<Event> told = events().read("user:alice", 0, 10).events();
        assertEquals(
                List.of(new Event("user:alice", 1, news.id(), news.type(), 2_000, "{\"n\":1}")),
                told);
    }

    @Test
    default void shouldAnnounceNothingForARefusedMove() {
        Task task = stored(ATask.queued());
        Task elsewhere = Moves.start(task).after();
        NewEvent news = Moves.to("user:alice", "{}");

        assertFalse(moved(Moves.to(TaskState.SUCCEEDED, elsewhere).withEvents(List.of(news))));

        assertEquals(new EventPage(List.of(), 0, true), events().read("user:alice", 0, 10));
    }

    @Test
    default void shouldMoveNothingWhoseAnnouncementCannotBeWritten() {
        Task task = stored(ATask.in(TaskState.RUNNING));
        NewEvent broken = new NewEvent("user:alice", "id", "notification", 1, null);
        NewEvent sound = Moves.to("user:alice", "{}");

        Stages.failure(
                tasks().move(
                                Moves.to(TaskState.SUCCEEDED, task)
                                        .withEvents(List.of(sound, broken))));

        assertEquals(task, found(task.id()));
        assertEquals(0, events().read("user:alice", 0, 10).last());
    }

    @Test
    default void shouldNotLetAPoisonousWriteFailItsNeighbours() {
        // given
        stored(ATask.queued());
        List<CompletionStage<List<TransitionResult>>> poisonous = new ArrayList<>();
        List<CompletionStage<Accepted>> sound = new ArrayList<>();

        // when so many that some surely share a group
        for (int i = 0; i < 100; i++) {
            poisonous.add(poison());
            sound.add(tasks().accept(new Submission(ATask.queued().build(), null)));
        }

        // then
        sound.forEach(stage -> assertEquals(Accepted.How.CREATED, Stages.value(stage).how()));
        poisonous.forEach(Stages::failure);
        assertEquals(101, tasks().backlog().queued());
    }

    @Test
    default void shouldHandTheFailureOfAStepToItsCaller() {
        stored(ATask.queued());

        Throwable failure = Stages.failure(poison());

        assertEquals("poison", assertInstanceOf(IllegalStateException.class, failure).getMessage());
    }

    private CompletionStage<List<TransitionResult>> poison() {
        return tasks().advance(
                        Selection.QUEUED,
                        1,
                        0,
                        task -> {
                            throw new IllegalStateException("poison");
                        });
    }
}
