package io.handoff.store.sqlite;

import io.handoff.task.Task;
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
                .number(task.priority())
                .text(task.owner())
                .text(task.uniqueKey())
                .number(task.attempt())
                .number(task.uncountedAttempts())
                .number(task.crashes())
                .number(task.maxAttempts())
                .number(task.timeoutMillis())
                .number(task.createdAt())
                .number(task.runAt())
                .number(task.startedAt())
                .number(task.endedAt())
                .number(task.progress())
                .text(task.note())
                .text(task.result())
                .text(task.error())
                .text(task.trace())
                .number(task.seq())
                .text(task.history());
    }

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
