package io.handoff.store.sqlite;

import io.handoff.event.Event;
import io.handoff.event.NewEvent;
import io.handoff.store.GroupCommit.Write;
import io.handoff.task.Task;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes one transition and what it announces, if the task is still where it starts from. */
record MoveWrite(Transition transition, EventRows events)
        implements Write<WriterConnection, TransitionResult> {

    private static final String UPDATE =
            "UPDATE tasks SET state = ?, attempt = ?, excused = ?, crashes = ?, run_at = ?,"
                    + " started_at = ?, ended_at = ?, progress = ?, note = ?, result = ?,"
                    + " error = ?, seq = ?, history = history || char(10) || ?, node = ?"
                    + " WHERE id = ? AND state = ? AND attempt = ?";

    @Override
    public TransitionResult apply(WriterConnection writerConnection) throws SQLException {
        Task before = transition.before();
        Task after = transition.after();
        int changed =
                writerConnection
                        .bind(UPDATE)
                        .number(after.state().code())
                        .number(after.attempts().number())
                        .number(after.attempts().uncounted())
                        .number(after.attempts().crashes())
                        .number(after.times().runAt())
                        .number(after.times().startedAt())
                        .number(after.times().endedAt())
                        .number(after.outcome().progress().percent())
                        .text(after.outcome().progress().note())
                        .text(after.outcome().result())
                        .text(after.outcome().error())
                        .number(after.history().seq())
                        .text(transition.historyLines())
                        .text(TaskRows.nodeOf(after, writerConnection.node()))
                        .text(before.id())
                        .number(before.state().code())
                        .number(before.attempts().number())
                        .update();
        if (changed == 0) {
            return TransitionResult.refused(transition);
        }
        return new TransitionResult(transition, true, announced(writerConnection));
    }

    private List<Event> announced(WriterConnection writerConnection) throws SQLException {
        if (transition.newEvents().isEmpty()) {
            return List.of();
        }
        List<Event> told = new ArrayList<>();
        for (NewEvent newEvent : transition.newEvents()) {
            told.add(events.append(writerConnection, newEvent));
        }
        return told;
    }
}
