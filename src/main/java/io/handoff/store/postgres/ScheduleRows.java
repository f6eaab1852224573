package io.handoff.store.postgres;

import io.handoff.schedule.Schedule;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The order of a schedule's columns, and its way from one time to the next. */
final class ScheduleRows {

    static final Columns<Schedule> ROWS =
            new Columns<Schedule>()
                    .text("id", Schedule::id)
                    .text("name", Schedule::name)
                    .text("owner", Schedule::owner)
                    .text("cron", s -> s.rule().cron())
                    .text("zone", s -> s.rule().zone())
                    .text("kind", Schedule::kind)
                    .text("payload", s -> s.work().payload())
                    .number("priority", s -> s.work().options().priority())
                    .number("max_attempts", s -> s.work().options().maxAttempts())
                    .number("timeout_millis", s -> s.work().options().timeoutMillis())
                    .number("created_at", s -> s.times().createdAt())
                    .number("next_at", s -> s.times().nextAt())
                    .number("last_at", s -> s.times().lastAt())
                    .text("last_task", Schedule::lastTask);

    private static final Columns<Submission> FIRINGS =
            new Columns<Submission>()
                    .text("id", run -> run.scheduledRun().schedule())
                    .number("due", run -> run.scheduledRun().due())
                    .number("next_at", run -> run.scheduledRun().next())
                    .number("last_at", run -> run.task().times().createdAt())
                    .text("last_task", run -> run.task().id());

    /**
     * One that somebody else has hold of is passed over: another replica fires it this moment, or
     * it is being paused or deleted. Should that come to nothing, it is still due.
     */
    private static final String FIRE =
            "WITH v AS MATERIALIZED (SELECT "
                    + FIRINGS.names()
                    + " FROM "
                    + FIRINGS.rows()
                    + "), free AS MATERIALIZED (SELECT s.id FROM schedules AS s JOIN v"
                    + " ON s.id = v.id AND s.next_at = v.due FOR UPDATE OF s SKIP LOCKED)"
                    + " UPDATE schedules AS s SET next_at = v.next_at, last_at = v.last_at,"
                    + " last_task = v.last_task FROM v, free WHERE s.id = free.id"
                    + " AND s.id = v.id AND s.next_at = v.due RETURNING s.last_task";

    private ScheduleRows() {}

    /**
     * Takes the schedules further whose runs are among the submissions.
     *
     * @param answers gets one for each run that is not to be
     */
    static void fire(
            WriterConnection writerConnection, List<Submission> submissions, List<Accepted> answers)
            throws SQLException {
        List<Submission> runs =
                submissions.stream()
                        .filter(submission -> submission.scheduledRun() != null)
                        .toList();
        if (runs.isEmpty()) {
            return;
        }
        Set<String> made =
                new HashSet<>(
                        FIRINGS.bind(writerConnection.bind(FIRE), runs)
                                .all(row -> row.getString(1)));
        for (int i = 0; i < submissions.size(); i++) {
            Submission submission = submissions.get(i);
            if (submission.scheduledRun() != null && !made.contains(submission.task().id())) {
                answers.set(i, new Accepted(How.NOT_DUE, null));
            }
        }
    }

    static Schedule read(ResultSet row) throws SQLException {
        return new Schedule(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                new Schedule.Rule(row.getString(4), row.getString(5)),
                new Schedule.Work(
                        row.getString(6),
                        row.getString(7),
                        new Schedule.Options(row.getInt(8), row.getInt(9), row.getLong(10))),
                new Schedule.Times(row.getLong(11), row.getLong(12), row.getLong(13)),
                row.getString(14));
    }
}
