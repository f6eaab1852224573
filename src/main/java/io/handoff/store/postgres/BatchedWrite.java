package io.handoff.store.postgres;

import io.handoff.event.EventStore.Appended;
import io.handoff.event.NewEvent;
import io.handoff.store.GroupCommit.Write;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.TaskSelection;
import io.handoff.task.Accepted;
import io.handoff.task.Submission;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A write that {@link Group} carries out in one statement with others of its kind.
 *
 * @param <T> what it returns
 */
sealed interface BatchedWrite<T> extends Write<SqlSession, T> {

    /**
     * Joins the others of its kind.
     *
     * @param result called with what the write returns, before the commit
     */
    void addTo(Group group, Consumer<T> result);

    @Override
    default T apply(SqlSession session) {
        throw new UnsupportedOperationException("Only a group carries this out.");
    }

    /** A new task. */
    record Accept(Submission submission) implements BatchedWrite<Accepted> {
        @Override
        public void addTo(Group group, Consumer<Accepted> result) {
            group.accept(submission, result);
        }
    }

    /** One transition of a task. */
    record Move(Transition transition) implements BatchedWrite<TransitionResult> {
        @Override
        public void addTo(Group group, Consumer<TransitionResult> result) {
            group.move(transition, result);
        }
    }

    /** A transition of each task of a selection. */
    record Advance(TaskSelection tasks) implements BatchedWrite<List<TransitionResult>> {
        @Override
        public void addTo(Group group, Consumer<List<TransitionResult>> result) {
            group.advance(tasks, result);
        }
    }

    /** An event that is published. */
    record Append(NewEvent event) implements BatchedWrite<Appended> {
        @Override
        public void addTo(Group group, Consumer<Appended> result) {
            group.append(event, result);
        }
    }

    /** A ticket that is issued. */
    record PutTicket(String key, String text, Duration ttl, int limit)
            implements BatchedWrite<Boolean> {
        @Override
        public void addTo(Group group, Consumer<Boolean> result) {
            group.putTicket(this, result);
        }
    }

    /** A ticket that is used. */
    record TakeTicket(String key) implements BatchedWrite<Optional<String>> {
        @Override
        public void addTo(Group group, Consumer<Optional<String>> result) {
            group.takeTicket(this, result);
        }
    }
}
