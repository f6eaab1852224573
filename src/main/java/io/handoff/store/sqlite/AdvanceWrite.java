package io.handoff.store.sqlite;

import io.handoff.store.GroupCommit.Write;
import io.handoff.store.Moved;
import io.handoff.store.Selection;
import io.handoff.store.Task;
import io.handoff.store.Transition;
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
        implements Write<Session, List<Moved>> {

    private static final String SELECT = "SELECT " + TaskRows.COLUMNS + " FROM tasks WHERE ";

    @Override
    public List<Moved> apply(Session session) throws SQLException {
        List<Moved> advanced = new ArrayList<>();
        for (Task task : selected(session)) {
            advanced.add(new MoveWrite(step.apply(task), events).apply(session));
        }
        return advanced;
    }

    private List<Task> selected(Session session) throws SQLException {
        Binding query =
                switch (selection) {
                    case QUEUED ->
                            session.bind(
                                    SELECT + "state = 1 ORDER BY priority DESC, run_at LIMIT ?");
                    case DUE ->
                            session.bind(
                                            SELECT
                                                    + "state = 0 AND run_at <= ? ORDER BY run_at LIMIT ?")
                                    .number(now);
                    case ORPHANED ->
                            session.bind(SELECT + "state = 2 AND node IS NOT ? ORDER BY id LIMIT ?")
                                    .text(session.node());
                };
        return query.number(limit.getAsInt()).all(TaskRows::read);
    }
}
