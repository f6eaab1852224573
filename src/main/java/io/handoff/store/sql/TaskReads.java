package io.handoff.store.sql;

import static io.handoff.task.TaskState.QUEUED;
import static io.handoff.task.TaskState.RUNNING;
import static io.handoff.task.TaskState.SCHEDULED;
import static io.handoff.task.TaskState.SUCCEEDED;

import io.handoff.task.Backlog;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Queries for tasks. */
public final class TaskReads {

    private static final String FIND = TaskRows.SELECT + " WHERE id = ?";

    /** The earliest of one priority; the index has them in this order. */
    private static final String FIRST_OF_QUEUED =
            " FROM tasks WHERE "
                    + TaskConditions.in(QUEUED)
                    + "%s ORDER BY priority DESC, run_at LIMIT 1";

    /**
     * The earliest of each priority, from the highest down. With a million queued tasks it takes a
     * while to look at each.
     */
    private static final String OLDEST_QUEUED =
            "WITH RECURSIVE first (priority, run_at) AS (SELECT top.priority, top.run_at FROM"
                    + " (SELECT priority, run_at"
                    + FIRST_OF_QUEUED.formatted("")
                    + ") AS top UNION ALL SELECT (SELECT priority"
                    + FIRST_OF_QUEUED.formatted(" AND priority < first.priority")
                    + "), (SELECT run_at"
                    + FIRST_OF_QUEUED.formatted(" AND priority < first.priority")
                    + ") FROM first WHERE first.priority IS NOT NULL)"
                    + " SELECT COALESCE(MIN(run_at), 0) FROM first";

    private TaskReads() {}

    public static Optional<Task> find(SqlSession session, String id) throws SQLException {
        return session.statement(FIND).text(id).first(TaskRows::read);
    }

    static List<Task> list(SqlSession session, TaskQuery query) throws SQLException {
        return filtered(session, query, TaskRows.SELECT, " ORDER BY id DESC LIMIT ?")
                .all(TaskRows::read);
    }

    static long count(SqlSession session, TaskQuery query) throws SQLException {
        // Succeeded tasks have no index of their own; with its condition SQLite takes this one.
        boolean only = query.kind() == null && query.owner() == null;
        String index =
                query.state() == SUCCEEDED && only
                        ? " AND " + TaskConditions.SUCCEEDED_OR_CANCELLED
                        : "";
        return filtered(
                        session,
                        query,
                        "SELECT count(*) FROM (SELECT 1 FROM tasks",
                        index + " LIMIT ?) AS found")
                .firstNumber();
    }

    private static SqlStatement filtered(
            SqlSession session, TaskQuery query, String select, String rest) throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<String> values = new ArrayList<>();
        if (query.state() != null) {
            conditions.add(TaskConditions.in(query.state()));
        }
        add(conditions, values, "kind = ?", query.kind());
        add(conditions, values, TaskConditions.ownedBy(query.owner()), query.owner());
        add(conditions, values, "id < ?", query.before());
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        SqlStatement statement = session.statement(select + where + rest);
        for (String value : values) {
            statement.text(value);
        }
        return statement.number(query.limit());
    }

    private static void add(
            List<String> conditions,
            List<String> values,
            String condition,
            @Nullable String value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }

    /** The numbers are as exact as {@link Dialect#countTasks}. */
    public static Backlog backlog(SqlSession session) throws SQLException {
        Dialect dialect = session.dialect();
        return new Backlog(
                dialect.countTasks(session, SCHEDULED),
                dialect.countTasks(session, QUEUED),
                dialect.countTasks(session, RUNNING),
                session.statement(OLDEST_QUEUED).firstNumber());
    }
}
