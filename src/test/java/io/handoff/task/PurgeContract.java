package io.handoff.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.event.Channels;
import io.handoff.event.Event;
import io.handoff.event.EventPage;
import io.handoff.store.StoreUnderTest;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission.IdempotencyKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How every store lets go of what was kept long enough. */
interface PurgeContract extends StoreUnderTest {

    @Test
    default void shouldDeleteWhatEndedBeforeTheCutoff() {
        Task succeeded = stored(ATask.in(TaskState.SUCCEEDED).endedAt(99));
        Task cancelled = stored(ATask.in(TaskState.CANCELLED).endedAt(99));
        Task young = stored(ATask.in(TaskState.SUCCEEDED).endedAt(100));

        assertEquals(2, purge(new Retention(100, 0, 0, 0, 10)));

        assertGone(succeeded, cancelled);
        assertKept(young);
    }

    @Test
    default void shouldKeepTheDeadByTheirOwnCutoff() {
        Task older = stored(ATask.in(TaskState.DEAD).endedAt(49));
        Task younger = stored(ATask.in(TaskState.DEAD).endedAt(50));

        assertEquals(1, purge(new Retention(100, 50, 0, 0, 10)));

        assertGone(older);
        assertKept(younger);
    }

    @Test
    default void shouldKeepWhatHasNotEnded() {
        Task scheduled = stored(ATask.in(TaskState.SCHEDULED));
        Task queued = stored(ATask.queued());
        Task running = stored(ATask.in(TaskState.RUNNING));

        assertEquals(0, purge(new Retention(1 << 30, 1 << 30, 0, 0, 10)));

        assertKept(scheduled, queued, running);
    }

    @Test
    default void shouldDeleteAFewAtATime() {
        for (int i = 0; i < 5; i++) {
            stored(ATask.in(TaskState.SUCCEEDED).endedAt(10));
        }

        assertEquals(2, purge(new Retention(100, 100, 0, 0, 2)));
        assertEquals(2, purge(new Retention(100, 100, 0, 0, 2)));
        assertEquals(1, purge(new Retention(100, 100, 0, 0, 2)));
    }

    @Test
    default void shouldForgetOldIdempotencyKeys() {
        // given a request accepted at 1000, as the sample tasks are
        IdempotencyKey key = new IdempotencyKey("alice", "process", "k", "print");
        Stages.value(tasks().accept(new Submission(ATask.queued().build(), key)));

        // when
        assertEquals(0, purge(new Retention(0, 0, 1_000, 0, 10)));
        assertEquals(1, purge(new Retention(0, 0, 1_001, 0, 10)));

        // then
        Accepted again = Stages.value(tasks().accept(new Submission(ATask.queued().build(), key)));
        assertEquals(How.CREATED, again.how());
    }

    @Test
    default void shouldForgetOldEventsButNotTheirCount() {
        tell("user:alice", "{}", "{}");

        assertEquals(2, purge(new Retention(0, 0, 0, Moves.TIME + 1, 10)));

        assertEquals(new EventPage(List.of(), 2, false), events().read("user:alice", 0, 10));
        assertEquals(new EventPage(List.of(), 2, true), events().read("user:alice", 2, 10));
        tell("user:alice", "{}");
        assertEquals(3, events().read("user:alice", 2, 10).events().get(0).seq());
    }

    @Test
    default void shouldKeepTheAuditByARuleOfItsOwn() {
        tell(Channels.AUDIT, "{}", "{}");
        tell("user:alice", "{}");

        assertEquals(1, purge(new Retention(0, 0, 0, Moves.TIME + 1, 10)));
        assertEquals(0, purge(Retention.ofAudit(Moves.TIME, 10)));
        assertEquals(2, events().read(Channels.AUDIT, 0, 10).events().size());

        assertEquals(1, purge(Retention.ofAudit(Moves.TIME + 1, 1)));
        assertEquals(1, purge(Retention.ofAudit(Moves.TIME + 1, 10)));
        assertEquals(new EventPage(List.of(), 2, false), events().read(Channels.AUDIT, 0, 10));
    }

    @Test
    default void shouldKeepTheNewestOfTheAudit() {
        for (int i = 0; i < KEPT_AUDIT + 2; i++) {
            tell(Channels.AUDIT, "{}");
        }

        List<Event> kept = events().read(Channels.AUDIT, 0, 100).events();
        assertEquals(KEPT_AUDIT, kept.size());
        assertEquals(3, kept.get(0).seq());
    }

    private int purge(Retention retention) {
        return Stages.value(tasks().purge(retention));
    }

    private void assertGone(Task... gone) {
        for (Task task : gone) {
            assertTrue(tasks().find(task.id()).isEmpty(), task.toString());
        }
    }

    private void assertKept(Task... kept) {
        for (Task task : kept) {
            assertEquals(task, found(task.id()));
        }
    }
}
