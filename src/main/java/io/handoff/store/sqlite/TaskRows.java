package io.handoff.store.sqlite;

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

/** The order of a task's columns, for every statement that writes or reads whole rows. */
final class TaskRows {

    static final String COLUMNS =
            "id, kind, payload, state, priority, owner, unique_key, attempt, excused, crashes,"
                    + " max_attempts, timeout_millis, created_at, run_at, started_at, ended_at,"
                    + " progress, note, result, error, trace, seq, history";

    /** Whose it is while it runs. */
    static String nodeOf(Task task, String node) {
        return task.state() == TaskState.RUNNING ? node : null;
    }

    private TaskRows() {}

    static Binding bind(Binding to, Task task) throws SQLException {
        return to.text(task.id())
                .text(task.kind())
                .text(task.payload())
                .number(task.state().code())
                .number(task.options().priority())
                .text(task.owner())
                .text(task.options().uniqueKey())
                .number(task.attempts().number())
                .number(task.attempts().uncounted())
                .number(task.attempts().crashes())
                .number(task.options().maxAttempts())
                .number(task.options().timeoutMillis())
                .number(task.times().createdAt())
                .number(task.times().runAt())
                .number(task.times().startedAt())
                .number(task.times().endedAt())
                .number(task.outcome().progress().percent())
                .text(task.outcome().progress().note())
                .text(task.outcome().result())
                .text(task.outcome().error())
                .text(task.options().trace())
                .number(task.history().seq())
                .text(task.history().lines());
    }

    static Task read(ResultSet row) throws SQLException {
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
