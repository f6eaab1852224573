package io.handoff.store.postgres;

import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The order of a task's columns, for every statement that writes or reads whole rows. */
final class TaskRows {

    /** Whose it is while it runs: the parameter is this process's id. */
    static final String NODE = "CASE WHEN v.state = 2 THEN ? END";

    static final Columns<Task> ROWS =
            new Columns<Task>()
                    .text("id", Task::id)
                    .text("kind", Task::kind)
                    .text("payload", Task::payload)
                    .number("state", task -> task.state().code())
                    .number("priority", Task::priority)
                    .text("owner", Task::owner)
                    .text("unique_key", Task::uniqueKey)
                    .number("attempt", Task::attempt)
                    .number("excused", Task::uncountedAttempts)
                    .number("crashes", Task::crashes)
                    .number("max_attempts", Task::maxAttempts)
                    .number("timeout_millis", Task::timeoutMillis)
                    .number("created_at", Task::createdAt)
                    .number("run_at", Task::runAt)
                    .number("started_at", Task::startedAt)
                    .number("ended_at", Task::endedAt)
                    .number("progress", Task::progress)
                    .text("note", Task::note)
                    .text("result", Task::result)
                    .text("error", Task::error)
                    .text("trace", Task::trace)
                    .number("seq", Task::seq)
                    .text("history", Task::history);

    static final String COLUMNS = ROWS.names();

    private TaskRows() {}

    static Task read(ResultSet row) throws SQLException {
        return new Task(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                TaskState.ofCode(row.getInt(4)),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getInt(9),
                row.getInt(10),
                row.getInt(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15),
                row.getLong(16),
                row.getInt(17),
                row.getString(18),
                row.getString(19),
                row.getString(20),
                row.getString(21),
                row.getInt(22),
                row.getString(23));
    }
}
