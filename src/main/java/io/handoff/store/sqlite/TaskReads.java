package io.handoff.store.sqlite;

import io.handoff.task.Backlog;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about tasks. */
final class TaskReads {

    private static final String FIND = "SELECT " + TaskRows.COLUMNS + " FROM tasks WHERE id = ?";

    private static final String OLDEST =
            "SELECT COALESCE(MIN(run_at), 0) FROM tasks WHERE state = 1";

    private TaskReads() {}

    static Optional<Task> find(WriterConnection writerConnection, String id) throws SQLException {
        return writerConnection.bind(FIND).text(id).first(TaskRows::read);
    }

    static List<Task> list(WriterConnection writerConnection, TaskQuery query) throws SQLException {
        String columns = "SELECT " + TaskRows.COLUMNS + " FROM tasks";
        return bind(writerConnection, query, columns, " ORDER BY id DESC LIMIT ?")
                .all(TaskRows::read);
    }

    static long count(WriterConnection writerConnection, TaskQuery query) throws SQLException {
        String rows = "SELECT count(*) FROM (SELECT 1 FROM tasks";
        // What succeeded has no index of its own: this one's condition, to the letter, finds it.
        boolean indexed = query.state() == TaskState.SUCCEEDED && query.kind() == null;
        String index = indexed && query.owner() == null ? " AND state IN (3, 5)" : "";
        return bind(writerConnection, query, rows, index + " LIMIT ?) AS found")
                .first(row -> row.getLong(1))
                .orElse(0L);
    }

    private static Binding bind(
            WriterConnection writerConnection, TaskQuery query, String from, String rest)
            throws SQLException {
        List<String> where = new ArrayList<>();
        List<String> values = new ArrayList<>();
        if (query.state() != null) {
            where.add("state = " + query.state().code());
        }
        add(where, values, "kind = ?", query.kind());
        add(where, values, owned(query.owner()), query.owner());
        add(where, values, "id < ?", query.before());
        String condition = where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where);
        Binding binding = writerConnection.bind(from + condition + rest);
        for (String value : values) {
            binding.text(value);
        }
        return binding.number(query.limit());
    }

    /** Says what the index of owners needs to hear: see {@code db/sqlite/2.sql}. */
    static String owned(String owner) {
        return "guest".equals(owner) ? "owner = ?" : "owner = ? AND owner <> 'guest'";
    }

    private static void add(
            List<String> where, List<String> values, String condition, String value) {
        if (value != null) {
            where.add(condition);
            values.add(value);
        }
    }

    static Backlog backlog(WriterConnection writerConnection) throws SQLException {
        return new Backlog(
                count(writerConnection, 0),
                count(writerConnection, 1),
                count(writerConnection, 2),
                number(writerConnection, OLDEST));
    }

    private static long count(WriterConnection writerConnection, int state) throws SQLException {
        return number(writerConnection, "SELECT COUNT(*) FROM tasks WHERE state = " + state);
    }

    private static long number(WriterConnection writerConnection, String sql) throws SQLException {
        return writerConnection.bind(sql).first(row -> row.getLong(1)).orElse(0L);
    }
}
