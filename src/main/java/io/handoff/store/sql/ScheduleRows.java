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
                    .text("cron", Schedule::cron)
                    .text("zone", Schedule::zone)
                    .text("kind", Schedule::kind)
                    .text("payload", Schedule::payload)
                    .number("priority", Schedule::priority)
                    .number("max_attempts", Schedule::maxAttempts)
                    .number("timeout_millis", Schedule::timeoutMillis)
                    .number("created_at", Schedule::createdAt)
                    .number("next_at", Schedule::nextAt)
                    .number("last_at", Schedule::lastAt)
                    .text("last_task", Schedule::lastTask);

    private ScheduleRows() {}

    static Schedule read(ResultSet row) throws SQLException {
        return new Schedule(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getInt(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getString(14));
    }
}
