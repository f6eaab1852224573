package io.handoff.store.postgres;

import io.handoff.store.sql.Columns;
import io.handoff.store.sql.SqlSession;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission;
import io.handoff.task.Submission.ScheduledRun;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Advances the schedules whose runs are submitted. */
final class ScheduledRunBatch {

    private static final ArrayRows<Submission> RUNS =
            new ArrayRows<>(
                    new Columns<Submission>()
                            .text("id", run -> scheduledRun(run).schedule())
                            .number("due", run -> scheduledRun(run).due())
                            .number("next_at", run -> scheduledRun(run).next())
                            .number("last_at", run -> run.task().times().createdAt())
                            .text("last_task", run -> run.task().id()));

    /**
     * Passes over a schedule that is locked: another replica starts the same run, or it is being
     * paused or deleted. If that transaction fails, the schedule is still due.
     */
    private static final String ADVANCE =
            "WITH v AS MATERIALIZED (SELECT "
                    + RUNS.columns().names()
                    + " FROM "
                    + RUNS.unnest()
                    + "), free AS MATERIALIZED (SELECT s.id FROM schedules AS s JOIN v"
                    + " ON s.id = v.id AND s.next_at = v.due FOR UPDATE OF s SKIP LOCKED)"
                    + " UPDATE schedules AS s SET next_at = v.next_at, last_at = v.last_at,"
                    + " last_task = v.last_task FROM v, free WHERE s.id = free.id"
                    + " AND s.id = v.id AND s.next_at = v.due RETURNING s.last_task";

    private ScheduledRunBatch() {}

    /** Only submissions that are runs of a schedule are bound. */
    private static ScheduledRun scheduledRun(Submission run) {
        return Objects.requireNonNull(run.scheduledRun());
    }

    /**
     * @param answers gets one for each run whose schedule is not due then
     */
    static void run(
            SqlSession session, List<Submission> submissions, List<@Nullable Accepted> answers)
            throws SQLException {
        List<Submission> runs =
                submissions.stream()
                        .filter(submission -> submission.scheduledRun() != null)
                        .toList();
        if (runs.isEmpty()) {
            return;
        }
        Set<String> started =
                new HashSet<>(
                        RUNS.bind(session.statement(ADVANCE), runs).all(row -> row.getString(1)));
        for (int i = 0; i < submissions.size(); i++) {
            Submission submission = submissions.get(i);
            if (submission.scheduledRun() != null && !started.contains(submission.task().id())) {
                answers.set(i, new Accepted(How.NOT_DUE, null));
            }
        }
    }
}
