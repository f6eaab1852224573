package io.handoff.store.postgres;

import io.handoff.event.EventStore.Appended;
import io.handoff.event.NewEvent;
import io.handoff.store.GroupCommit.Write;
import io.handoff.task.Accepted;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * A write that {@link Group} carries out together with others of its kind.
 *
 * @param <T> what it returns
 */
interface Change<T> extends Write<WriterConnection, T> {

    @Override
    default T apply(WriterConnection writerConnection) {
        throw new UnsupportedOperationException("Only a group carries this out");
    }

    /** A new task. */
    record Accept(Submission submission) implements Change<Accepted> {}

    /** One step of a task. */
    record Move(Transition transition) implements Change<TransitionResult> {}

    /** An event without a task. */
    record Append(NewEvent event) implements Change<Appended> {}

    /** A pass that comes in. */
    record Put(String key, String text, Duration ttl, int limit) implements Change<Boolean> {}

    /** A pass that is used. */
    record Take(String key) implements Change<Optional<String>> {}

    /** A step of each task of a selection; tasks that somebody else has hold of are passed over. */
    record Advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step)
            implements Change<List<TransitionResult>> {

        private static final String SELECT = "SELECT " + TaskRows.COLUMNS + " FROM tasks WHERE ";

        static final String QUEUED =
                SELECT
                        + "state = 1 ORDER BY priority DESC, run_at LIMIT ?"
                        + " FOR UPDATE SKIP LOCKED";

        static final String DUE =
                SELECT
                        + "state = 0 AND run_at <= ? ORDER BY run_at LIMIT ?"
                        + " FOR UPDATE SKIP LOCKED";

        private static final String ORPHANED =
                SELECT + NodeRows.ORPHANED + " ORDER BY id LIMIT ? FOR UPDATE OF tasks SKIP LOCKED";

        /** Locks the tasks; the steps they are to take. */
        List<Transition> steps(WriterConnection writerConnection) throws SQLException {
            Binding query =
                    switch (selection) {
                        case QUEUED -> writerConnection.bind(QUEUED);
                        case DUE -> writerConnection.bind(DUE).number(now);
                        case ORPHANED ->
                                writerConnection.bind(ORPHANED).text(writerConnection.node());
                    };
            return query.number(limit.getAsInt()).all(TaskRows::read).stream().map(step).toList();
        }
    }
}
