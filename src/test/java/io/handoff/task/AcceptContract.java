package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Stages;
import io.handoff.store.StoreUnderTest;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.Task.Attempts;
import io.handoff.task.Task.Options;
import io.handoff.task.Task.Outcome;
import io.handoff.task.Task.Spec;
import io.handoff.task.Task.Times;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store does with new tasks. */
interface AcceptContract extends StoreUnderTest {

    @Test
    default void shouldKeepEveryFieldOfATask() {
        // given
        Task task =
                new Task(
                        ATask.nextId(),
                        new Spec(
                                "thumbnail",
                                "{\"größe\":\"日本 🎉 \\u0000 \\\" ' \\\\\"}",
                                "alice@example.org",
                                new Options(
                                        -7,
                                        9,
                                        86_400_000L,
                                        "ключ",
                                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")),
                        TaskState.RUNNING,
                        new Attempts(4, 3, 2),
                        new Times(
                                1_893_456_000_001L,
                                1_893_456_000_002L,
                                1_893_456_000_003L,
                                1_893_456_000_004L),
                        new Outcome(
                                new Progress(55, "halbwegs – 半分"),
                                "[1.0,null]",
                                "IOException: kaputt\n'; DROP TABLE tasks; --"),
                        TaskHistory.of("queued 1", "running 2 {\"attempt\":1}"));

        // when
        Stages.value(tasks().accept(new Submission(task, null)));

        // then
        assertEquals(task, found(task.id()));
    }

    @Test
    default void shouldKeepNullsApartFromEmptyTexts() {
        Task task = stored(ATask.queued());

        assertEquals(task, found(task.id()));
    }

    @Test
    default void shouldKeepALargePayload() {
        Task task = stored(ATask.queued().payload("{\"t\":\"" + "ä".repeat(128 * 1024) + "\"}"));

        assertEquals(task.payload(), found(task.id()).payload());
    }

    @Test
    default void shouldFindNothingForAnUnknownId() {
        assertTrue(tasks().find(ATask.nextId()).isEmpty());
    }

    @Test
    default void shouldKeepAUniqueKeyToOneUnfinishedTask() {
        for (TaskState state : List.of(TaskState.SCHEDULED, TaskState.QUEUED, TaskState.RUNNING)) {
            Task first = stored(ATask.in(state).uniqueKey("key of " + state));

            Accepted second = accept(ATask.queued().uniqueKey("key of " + state).build(), null);

            assertEquals(new Accepted(How.DUPLICATE, first.id()), second);
        }
    }

    @Test
    default void shouldGiveAUniqueKeyFreeWhenItsTaskEnds() {
        for (TaskState end : List.of(TaskState.SUCCEEDED, TaskState.DEAD, TaskState.CANCELLED)) {
            Task first = stored(ATask.in(TaskState.RUNNING).uniqueKey("key"));
            assertTrue(moved(Moves.to(end, first)));

            Accepted second = accept(ATask.in(end).uniqueKey("key").build(), null);

            assertEquals(How.CREATED, second.how());
        }
    }

    @Test
    default void shouldAcceptAUniqueKeyOnceFromACrowd() {
        List<Accepted> answers =
                Crowd.together(8, () -> accept(ATask.queued().uniqueKey("one only").build(), null));

        assertOneCreated(answers, How.DUPLICATE);
    }

    @Test
    default void shouldAnswerARepeatedRequestWithItsFirstTask() {
        IdempotencyKey key = new IdempotencyKey("alice", "process", "k", "print");
        Accepted first = accept(ATask.queued().build(), key);

        Accepted again = accept(ATask.queued().build(), key);

        assertEquals(new Accepted(How.REPLAYED, first.taskId()), again);
    }

    @Test
    default void shouldRefuseAKeyUsedForAnotherRequest() {
        Accepted first =
                accept(ATask.queued().build(), new IdempotencyKey("alice", "process", "k", "one"));
        Task other = ATask.queued().build();

        Accepted refused = accept(other, new IdempotencyKey("alice", "process", "k", "two"));

        assertEquals(new Accepted(How.KEY_REUSED, first.taskId()), refused);
        assertTrue(tasks().find(other.id()).isEmpty());
    }

    @Test
    default void shouldKeepKeysOfCallersAndRoutesApart() {
        Stream.of(
                        new IdempotencyKey("alice", "process", "k", "print"),
                        new IdempotencyKey("bob", "process", "k", "print"),
                        new IdempotencyKey("alice", "notify", "k", "print"),
                        new IdempotencyKey("alice", "process", "K", "print"))
                .forEach(
                        key ->
                                assertEquals(
                                        How.CREATED, accept(ATask.queued().build(), key).how()));
    }

    @Test
    default void shouldRememberARequestThatMetAUniqueKey() {
        Task holder = stored(ATask.queued().uniqueKey("key"));
        IdempotencyKey key = new IdempotencyKey("alice", "tasks", "k", "print");
        accept(ATask.queued().uniqueKey("key").build(), key);
        assertTrue(moved(Moves.to(TaskState.CANCELLED, holder)));

        Accepted again = accept(ATask.queued().uniqueKey("key").build(), key);

        assertEquals(new Accepted(How.REPLAYED, holder.id()), again);
    }

    @Test
    default void shouldCreateOneTaskForOneKeyFromACrowd() {
        IdempotencyKey key = new IdempotencyKey("alice", "process", "k", "print");

        List<Accepted> answers = Crowd.together(8, () -> accept(ATask.queued().build(), key));

        assertOneCreated(answers, How.REPLAYED);
        assertEquals(1, tasks().backlog().queued());
    }

    @Test
    default void shouldRefuseASecondTaskOfTheSameId() {
        Task task = stored(ATask.queued());

        Stages.failure(tasks().accept(new Submission(task, null)));

        assertEquals(task, found(task.id()));
        stored(ATask.queued());
    }

    private Accepted accept(Task task, IdempotencyKey key) {
        return Stages.value(tasks().accept(new Submission(task, key)));
    }

    private static void assertOneCreated(List<Accepted> answers, How others) {
        long created = answers.stream().filter(answer -> answer.how() == How.CREATED).count();
        long turnedAway = answers.stream().filter(answer -> answer.how() == others).count();
        assertEquals(1, created);
        assertEquals(answers.size() - 1, turnedAway);
        assertEquals(1, answers.stream().map(Accepted::taskId).distinct().count());
    }
}
