package io.handoff.store.sqlite;

import io.handoff.event.Event;
import io.handoff.event.NewEvent;
import io.handoff.store.GroupCommit.Write;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.TaskRows;
import io.handoff.task.Task;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes one transition and its events, if the task is still where the transition starts. */
record MoveWrite(Transition transition, EventWrites events)
        implements Write<SqlSession, TransitionResult> {

    private static final String UPDATE =
            "UPDATE tasks SET "
                    + TaskRows.SET_BY_TRANSITION.assignments()
                    + ", seq = ?, history = history || char(10) || ?, node = ?"
                    + " WHERE id = ? AND state = ? AND attempt = ?";

    @Override
    public TransitionResult apply(SqlSession session) throws SQLException {
        Task before = transition.before();
        Task after = transition.after();
        int changed =
                TaskRows.SET_BY_TRANSITION
                        .bind(session.statement(UPDATE), after)
                        .number(after.history().seq())
                        .text(transition.historyLines())
                        .text(AcceptWrite.nodeOf(after, session.node()))
                        .text(before.id())
                        .number(before.state().code())
                        .number(before.attempts().number())
                        .update();
        return changed == 0
                ? TransitionResult.refused(transition)
                : new TransitionResult(transition, true, storeEvents(session));
    }

    private List<Event> storeEvents(SqlSession session) throws SQLException {
        if (transition.newEvents().isEmpty()) {
            return List.of();
        }
        List<Event> stored = new ArrayList<>();
        for (NewEvent event : transition.newEvents()) {
            stored.add(events.append(session, event));
        }
        return stored;
    }
}
