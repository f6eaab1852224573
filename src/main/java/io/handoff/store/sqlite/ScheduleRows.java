package io.handoff.store.sqlite;

import io.handoff.schedule.Schedule;
import io.handoff.task.Submission.ScheduledRun;
import io.handoff.task.Task;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The order of a schedule's columns, and its way from one time to the next. */
final class ScheduleRows {

    static final String COLUMNS =
            "id, name, owner, cron, zone, kind, payload, priority, max_attempts, timeout_millis,"
                    + " created_at, next_at, last_at, last_task";

    private static final String FIRE =
            "UPDATE schedules SET next_at = ?, last_at = ?, last_task = ?"
                    + " WHERE id = ? AND next_at = ?";

    private ScheduleRows() {}

    /** Whether it was due then; if so, it is due at its next time from now on. */
    static boolean fire(WriterConnection writerConnection, ScheduledRun firing, Task task)
            throws SQLException {
        return writerConnection
                        .bind(FIRE)
                        .number(firing.next())
                        .number(task.times().createdAt())
                        .text(task.id())
                        .text(firing.schedule())
                        .number(firing.due())
                        .update()
                == 1;
    }

    static Binding bind(Binding to, Schedule schedule) throws SQLException {
        return to.text(schedule.id())
                .text(schedule.name())
                .text(schedule.owner())
                .text(schedule.rule().cron())
                .text(schedule.rule().zone())
                .text(schedule.kind())
                .text(schedule.work().payload())
                .number(schedule.work().options().priority())
                .number(schedule.work().options().maxAttempts())
                .number(schedule.work().options().timeoutMillis())
                .number(schedule.times().createdAt())
                .number(schedule.times().nextAt())
                .number(schedule.times().lastAt())
                .text(schedule.lastTask());
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
