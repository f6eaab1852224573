package io.handoff.store.postgres;

import io.handoff.store.StoreUnavailable;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts new tasks in, unless their idempotency keys, unique keys or schedules say no. One round trip
 * for all where there are none of these, up to six where there are.
 */
final class AcceptBatch {

    private static final String INSERT = TaskRows.ROWS.insertInto("tasks", "node", TaskRows.NODE);

    /** Only the unique key may turn an insert away; any other conflict is a mistake and throws. */
    private static final String INSERT_UNIQUE =
            INSERT
                    + " ON CONFLICT (unique_key) WHERE unique_key IS NOT NULL AND state <= 2 DO NOTHING"
                    + " RETURNING id";

    private static final String HOLDERS =
            "SELECT unique_key, id FROM tasks WHERE unique_key = ANY (?::text[])"
                    + " AND unique_key IS NOT NULL AND state <= 2";

    private AcceptBatch() {}

    /** What became of each, in their order. */
    static List<Accepted> run(WriterConnection writerConnection, List<Submission> submissions)
            throws SQLException {
        List<Accepted> before = IdempotencyRows.claim(writerConnection, submissions);
        ScheduleRows.fire(writerConnection, submissions, before);
        List<Task> wanted = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) == null) {
                wanted.add(submissions.get(i).task());
            }
        }
        Map<String, Accepted> inserted = insert(writerConnection, wanted);
        List<Accepted> all = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            String own = submissions.get(i).task().id();
            Accepted known = before.get(i);
            all.add(known == null ? inserted.get(own) : settled(known, inserted));
        }
        IdempotencyRows.reassign(writerConnection, submissions, all);
        return all;
    }

    /** Where the first request came a moment ago, another task may stand for it by now. */
    private static Accepted settled(Accepted known, Map<String, Accepted> inserted) {
        Accepted first = inserted.get(known.taskId());
        return first == null ? known : new Accepted(known.how(), first.taskId());
    }

    private static Map<String, Accepted> insert(WriterConnection writerConnection, List<Task> tasks)
            throws SQLException {
        Map<String, Accepted> accepted = new HashMap<>();
        List<Task> free =
                tasks.stream().filter(task -> task.options().uniqueKey() == null).toList();
        if (!free.isEmpty()) {
            TaskRows.ROWS
                    .bind(writerConnection.bind(INSERT).text(writerConnection.node()), free)
                    .update();
            free.forEach(task -> accepted.put(task.id(), new Accepted(How.CREATED, task.id())));
        }
        if (free.size() < tasks.size()) {
            insertUnique(writerConnection, tasks, accepted);
        }
        return accepted;
    }

    private static void insertUnique(
            WriterConnection writerConnection, List<Task> tasks, Map<String, Accepted> accepted)
            throws SQLException {
        // In one order on every replica: two that wait for each other's keys would be a deadlock.
        List<Task> keyed =
                tasks.stream()
                        .filter(task -> task.options().uniqueKey() != null)
                        .sorted(Comparator.comparing((Task task) -> task.options().uniqueKey()))
                        .toList();
        Binding insert = writerConnection.bind(INSERT_UNIQUE).text(writerConnection.node());
        Set<String> created =
                new HashSet<>(TaskRows.ROWS.bind(insert, keyed).all(row -> row.getString(1)));
        Map<String, String> holders =
                created.size() == keyed.size() ? Map.of() : holders(writerConnection, keyed);
        for (Task task : keyed) {
            accepted.put(
                    task.id(),
                    created.contains(task.id())
                            ? new Accepted(How.CREATED, task.id())
                            : new Accepted(How.DUPLICATE, holder(holders, task)));
        }
    }

    private static Map<String, String> holders(WriterConnection writerConnection, List<Task> keyed)
            throws SQLException {
        Map<String, String> holders = new HashMap<>();
        writerConnection
                .bind(HOLDERS)
                .texts(
                        keyed.stream()
                                .map(task -> task.options().uniqueKey())
                                .toArray(String[]::new))
                .all(row -> holders.put(row.getString(1), row.getString(2)));
        return holders;
    }

    private static String holder(Map<String, String> holders, Task task) {
        String holder = holders.get(task.options().uniqueKey());
        if (holder == null) {
            throw new Overtaken("The task with this unique key ended this moment; try again.");
        }
        return holder;
    }

    /** Another replica was quicker between two of our statements: once more, from the start. */
    static final class Overtaken extends StoreUnavailable {

        private static final long serialVersionUID = 1L;

        Overtaken(String message) {
            super(message);
        }
    }
}
