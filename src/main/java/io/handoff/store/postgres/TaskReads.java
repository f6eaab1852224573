package io.handoff.store.postgres;

import io.handoff.task.Backlog;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about tasks. */
final class TaskReads {

    /** Up to here waiting tasks are counted, above they are estimated. */
    static final int COUNTED = 10_000;

    private static final String FIND = "SELECT " + TaskRows.COLUMNS + " FROM tasks WHERE id = ?";

    /**
     * The earliest of each priority, from the highest down: the index has them in that order, and a
     * look at each of a million queued tasks would take a while.
     */
    private static final String OLDEST =
            "WITH RECURSIVE first AS ("
                    + "(SELECT priority, run_at FROM tasks WHERE state = 1"
                    + " ORDER BY priority DESC, run_at LIMIT 1) UNION ALL"
                    + " SELECT next.priority, next.run_at FROM first CROSS JOIN LATERAL"
                    + " (SELECT priority, run_at FROM tasks WHERE state = 1"
                    + " AND priority < first.priority ORDER BY priority DESC, run_at LIMIT 1) AS next)"
                    + " SELECT COALESCE(MIN(run_at), 0) FROM first";

    /** How full the index's pages were when they were last looked at, and how many there are. */
    private static final String ESTIMATE =
            "SELECT (CASE WHEN reltuples > 0 AND relpages > 0 THEN reltuples / relpages ELSE 200 END"
                    + " * pg_relation_size(oid) / current_setting('block_size')::int)::bigint"
                    + " FROM pg_class WHERE oid = ?::regclass";

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
        return bind(writerConnection, query, rows, " LIMIT ?) AS found")
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

    /** Says what the index of owners needs to hear. */
    private static String owned(String owner) {
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
                count(writerConnection, 0, "tasks_due"),
                count(writerConnection, 1, "tasks_queued"),
                count(writerConnection, 2, "tasks_running"),
                writerConnection.bind(OLDEST).first(row -> row.getLong(1)).orElse(0L));
    }

    private static long count(WriterConnection writerConnection, int state, String index)
            throws SQLException {
        long counted =
                writerConnection
                        .bind(
                                "SELECT count(*) FROM (SELECT 1 FROM tasks WHERE state = "
                                        + state
                                        + " LIMIT ?) AS counted")
                        .number(COUNTED + 1)
                        .first(row -> row.getLong(1))
                        .orElse(0L);
        return counted <= COUNTED ? counted : Math.max(counted, estimate(writerConnection, index));
    }

    private static long estimate(WriterConnection writerConnection, String index)
            throws SQLException {
        return writerConnection.bind(ESTIMATE).text(index).first(row -> row.getLong(1)).orElse(0L);
    }
}
