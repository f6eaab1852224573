package io.handoff.store.sql;

import static io.handoff.task.TaskState.QUEUED;
import static io.handoff.task.TaskState.SCHEDULED;

import io.handoff.task.Selection;
import io.handoff.task.Task;
import io.handoff.task.Transition;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** The tasks of a {@link Selection} and the transition that each of them is to make. */
public record TaskSelection(
        Selection selection, IntSupplier limit, long now, Function<Task, Transition> step) {

    public static final String SELECT_QUEUED =
            TaskRows.SELECT
                    + " WHERE "
                    + TaskConditions.in(QUEUED)
                    + " ORDER BY priority DESC, run_at LIMIT ?";

    public static final String SELECT_DUE =
            TaskRows.SELECT
                    + " WHERE "
                    + TaskConditions.in(SCHEDULED)
                    + " AND run_at <= ? ORDER BY run_at LIMIT ?";

    /** Selects the tasks, and locks them; the transitions are still to be written. */
    public List<Transition> transitions(SqlSession session) throws SQLException {
        return select(session).number(limit.getAsInt()).all(TaskRows::read).stream()
                .map(step)
                .toList();
    }

    private SqlStatement select(SqlSession session) throws SQLException {
        Dialect dialect = session.dialect();
        return switch (selection) {
            case QUEUED -> session.statement(SELECT_QUEUED + dialect.lockTasks());
            case DUE -> session.statement(SELECT_DUE + dialect.lockTasks()).number(now);
            case ORPHANED ->
                    session.statement(
                                    TaskRows.SELECT
                                            + " WHERE "
                                            + dialect.orphaned()
                                            + " ORDER BY id LIMIT ?"
                                            + dialect.lockTasks())
                            .text(session.node());
        };
    }
}
