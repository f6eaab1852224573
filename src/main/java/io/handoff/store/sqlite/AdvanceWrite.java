package io.handoff.store.sqlite;

import io.handoff.store.GroupCommit.Write;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.TaskSelection;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes the tasks of a selection through one transition each. */
record AdvanceWrite(TaskSelection tasks, EventWrites events)
        implements Write<SqlSession, List<TransitionResult>> {

    @Override
    public List<TransitionResult> apply(SqlSession session) throws SQLException {
        List<TransitionResult> results = new ArrayList<>();
        for (Transition transition : tasks.transitions(session)) {
            results.add(new MoveWrite(transition, events).apply(session));
        }
        return results;
    }
}
