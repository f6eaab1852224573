package io.handoff.store.sqlite;

import io.handoff.store.Announcement;
import io.handoff.store.Event;
import io.handoff.store.GroupCommit.Write;
import io.handoff.store.Moved;
import io.handoff.store.Task;
import io.handoff.store.Transition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes one transition and what it announces, if the task is still where it starts from. */
record MoveWrite(Transition transition, EventRows events) implements Write<Session, Moved> {

    private static final String UPDATE =
            "UPDATE tasks SET state = ?, attempt = ?, excused = ?, crashes = ?, run_at = ?,"
                    + " started_at = ?, ended_at = ?, progress = ?, note = ?, result = ?,"
                    + " error = ?, seq = ?, history = history || char(10) || ?, node = ?"
                    + " WHERE id = ? AND state = ? AND attempt = ?";

    @Override
    public Moved apply(Session session) throws SQLException {
        Task before = transition.before();
        Task after = transition.after();
        int changed =
                session.bind(UPDATE)
                        .number(after.state().code())
                        .number(after.attempt())
                        .number(after.excused())
                        .number(after.crashes())
                        .number(after.runAt())
                        .number(after.startedAt())
                        .number(after.endedAt())
                        .number(after.progress())
                        .text(after.note())
                        .text(after.result())
                        .text(after.error())
                        .number(after.seq())
                        .text(transition.lines())
                        .text(TaskRows.nodeOf(after, session.node()))
                        .text(before.id())
                        .number(before.state().code())
                        .number(before.attempt())
                        .update();
        if (changed == 0) {
            return Moved.refused(transition);
        }
        return new Moved(transition, true, announced(session));
    }

    private List<Event> announced(Session session) throws SQLException {
        if (transition.announcements().isEmpty()) {
            return List.of();
        }
        List<Event> told = new ArrayList<>();
        for (Announcement announcement : transition.announcements()) {
            told.add(events.append(session, announcement));
        }
        return told;
    }
}
