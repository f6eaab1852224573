package io.handoff.store.sqlite;

import io.handoff.store.GroupCommit.Write;
import io.handoff.task.Selection;
import io.handoff.task.Task;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Takes the tasks of a selection one step further. */
record AdvanceWrite(
        Selection selection,
        IntSupplier limit,
        long now,
        Function<Task, Transition> step,
        EventRows events)
        implements Write<WriterConnection, List<TransitionResult>> {

    private static final String SELECT = "SELECT " + TaskRows.COLUMNS + " FROM tasks WHERE ";

    @Override
    public List<TransitionResult> apply(WriterConnection writerConnection) throws SQLException {
        List<TransitionResult> advanced = new ArrayList<>();
        for (Task task : selected(writerConnection)) {
            advanced.add(new MoveWrite(step.apply(task), events).apply(writerConnection));
        }
        return advanced;
    }

    private List<Task> selected(WriterConnection writerConnection) throws SQLException {
        Binding query =
                switch (selection) {
                    case QUEUED ->
                            writerConnection.bind(
                                    SELECT + "state = 1 ORDER BY priority DESC, run_at LIMIT ?");
                    case DUE ->
                            writerConnection
                                    .bind(
                                            SELECT
                                                    + "state = 0 AND run_at <= ? ORDER BY run_at LIMIT ?")
                                    .number(now);
                    case ORPHANED ->
                            writerConnection
                                    .bind(
                                            SELECT
                                                    + "state = 2 AND node IS NOT ? ORDER BY id LIMIT ?")
                                    .text(writerConnection.node());
                };
        return query.number(limit.getAsInt()).all(TaskRows::read);
    }
}
