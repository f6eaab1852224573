package io.handoff.store.sql;

import io.handoff.task.Progress;
import io.handoff.task.Task;
import io.handoff.task.Task.Attempts;
import io.handoff.task.Task.Options;
import io.handoff.task.Task.Outcome;
import io.handoff.task.Task.Spec;
import io.handoff.task.Task.Times;
import io.handoff.task.TaskHistory;
import io.handoff.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The columns of a task, in the order in which every statement writes and reads them. */
public final class TaskRows {

    public static final Columns<Task> COLUMNS =
            new Columns<Task>()
                    .text("id", Task::id)
                    .text("kind", Task::kind)
                    .text("payload", Task::payload)
                    .number("state", task -> task.state().code())
                    .number("priority", task -> task.options().priority())
                    .text("owner", Task::owner)
                    .text("unique_key", task -> task.options().uniqueKey())
                    .number("attempt", task -> task.attempts().number())
                    .number("excused", task -> task.attempts().uncounted())
                    .number("crashes", task -> task.attempts().crashes())
                    .number("max_attempts", task -> task.options().maxAttempts())
                    .number("timeout_millis", task -> task.options().timeoutMillis())
                    .number("created_at", task -> task.times().createdAt())
                    .number("run_at", task -> task.times().runAt())
                    .number("started_at", task -> task.times().startedAt())
                    .number("ended_at", task -> task.times().endedAt())
                    .number("progress", task -> task.outcome().progress().percent())
                    .text("note", task -> task.outcome().progress().note())
                    .text("result", task -> task.outcome().result())
                    .text("error", task -> task.outcome().error())
                    .text("trace", task -> task.options().trace())
                    .number("seq", task -> task.history().seq())
                    .text("history", task -> task.history().lines());

    /** What a transition sets, besides {@code seq}, {@code history} and {@code node}. */
    public static final Columns<Task> SET_BY_TRANSITION =
            COLUMNS.only(
                    "state",
                    "attempt",
                    "excused",
                    "crashes",
                    "run_at",
                    "started_at",
                    "ended_at",
                    "progress",
                    "note",
                    "result",
                    "error");

    public static final String SELECT = "SELECT " + COLUMNS.names() + " FROM tasks";

    private TaskRows() {}

    public static Task read(ResultSet row) throws SQLException {
        return new Task(
                row.getString(1),
                spec(row),
                TaskState.ofCode(row.getInt(4)),
                new Attempts(row.getInt(8), row.getInt(9), row.getInt(10)),
                new Times(row.getLong(13), row.getLong(14), row.getLong(15), row.getLong(16)),
                new Outcome(
                        new Progress(row.getInt(17), row.getString(18)),
                        row.getString(19),
                        row.getString(20)),
                new TaskHistory(row.getInt(22), row.getString(23)));
    }

    private static Spec spec(ResultSet row) throws SQLException {
        Options options =
                new Options(
                        row.getInt(5),
                        row.getInt(11),
                        row.getLong(12),
                        row.getString(7),
                        row.getString(21));
        return new Spec(row.getString(2), row.getString(3), row.getString(6), options);
    }
}
