package io.handoff.store.sql;

import io.handoff.schedule.Schedule;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The columns of a schedule, in the order in which every statement writes and reads them. */
final class ScheduleRows {

    static final Columns<Schedule> COLUMNS =
            new Columns<Schedule>()
                    .text("id", Schedule::id)
                    .text("name", Schedule::name)
                    .text("owner", Schedule::owner)
                    .text("cron", schedule -> schedule.rule().cron())
                    .text("zone", schedule -> schedule.rule().zone())
                    .text("kind", Schedule::kind)
                    .text("payload", schedule -> schedule.work().payload())
                    .number("priority", schedule -> schedule.work().options().priority())
                    .number("max_attempts", schedule -> schedule.work().options().maxAttempts())
                    .number("timeout_millis", schedule -> schedule.work().options().timeoutMillis())
                    .number("created_at", schedule -> schedule.times().createdAt())
                    .number("next_at", schedule -> schedule.times().nextAt())
                    .number("last_at", schedule -> schedule.times().lastAt())
                    .text("last_task", Schedule::lastTask);

    private ScheduleRows() {}

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
