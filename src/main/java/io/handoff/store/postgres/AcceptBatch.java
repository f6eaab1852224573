package io.handoff.store.postgres;

import io.handoff.store.StoreUnavailable;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.SqlStatement;
import io.handoff.store.sql.TaskConditions;
import io.handoff.store.sql.TaskRows;
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
import org.jspecify.annotations.Nullable;

/**
 * Stores new tasks, unless their idempotency keys, unique keys or schedules forbid it. One round
 * trip for all where there are none of these, up to six where there are.
 */
final class AcceptBatch {

    private static final ArrayRows<Task> ROWS = new ArrayRows<>(TaskRows.COLUMNS);

    private static final String INSERT = ROWS.insertInto("tasks", "node", NodeRows.IF_RUNNING);

    /** Only the unique key may turn an insert away; any other conflict is a mistake and throws. */
    private static final String INSERT_UNIQUE =
            INSERT
                    + " ON CONFLICT (unique_key) WHERE "
                    + TaskConditions.HOLDS_UNIQUE_KEY
                    + " DO NOTHING RETURNING id";

    private static final String HOLDERS =
            "SELECT unique_key, id FROM tasks WHERE unique_key = ANY (?::text[]) AND "
                    + TaskConditions.HOLDS_UNIQUE_KEY;

    private AcceptBatch() {}

    /** The outcome of each, in their order. */
    static List<Accepted> run(SqlSession session, List<Submission> submissions)
            throws SQLException {
        List<@Nullable Accepted> before = IdempotencyRows.claim(session, submissions);
        ScheduledRunBatch.run(session, submissions, before);
        List<Task> wanted = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) == null) {
                wanted.add(submissions.get(i).task());
            }
        }
        Map<String, Accepted> inserted = insert(session, wanted);
        List<Accepted> all = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            String own = submissions.get(i).task().id();
            Accepted known = before.get(i);
            all.add(known == null ? inserted.get(own) : settled(known, inserted));
        }
        IdempotencyRows.reassign(session, submissions, all);
        return all;
    }

    /** If the first request is in this group too, another task may answer it by now. */
    private static Accepted settled(Accepted known, Map<String, Accepted> inserted) {
        Accepted first = inserted.get(known.taskId());
        return first == null ? known : new Accepted(known.how(), first.taskId());
    }

    private static Map<String, Accepted> insert(SqlSession session, List<Task> tasks)
            throws SQLException {
        Map<String, Accepted> accepted = new HashMap<>();
        List<Task> free =
                tasks.stream().filter(task -> task.options().uniqueKey() == null).toList();
        if (!free.isEmpty()) {
            ROWS.bind(session.statement(INSERT).text(session.node()), free).update();
            free.forEach(task -> accepted.put(task.id(), new Accepted(How.CREATED, task.id())));
        }
        if (free.size() < tasks.size()) {
            insertUnique(session, tasks, accepted);
        }
        return accepted;
    }

    private static void insertUnique(
            SqlSession session, List<Task> tasks, Map<String, Accepted> accepted)
            throws SQLException {
        // In one order on every replica: two that wait for each other's keys would deadlock.
        List<Task> keyed =
                tasks.stream()
                        .filter(task -> task.options().uniqueKey() != null)
                        .sorted(Comparator.comparing((Task task) -> task.options().uniqueKey()))
                        .toList();
        SqlStatement insert = session.statement(INSERT_UNIQUE).text(session.node());
        Set<String> created = new HashSet<>(ROWS.bind(insert, keyed).all(row -> row.getString(1)));
        Map<String, String> holders =
                created.size() == keyed.size() ? Map.of() : holders(session, keyed);
        for (Task task : keyed) {
            accepted.put(
                    task.id(),
                    created.contains(task.id())
                            ? new Accepted(How.CREATED, task.id())
                            : new Accepted(How.DUPLICATE, holder(holders, task)));
        }
    }

    private static Map<String, String> holders(SqlSession session, List<Task> keyed)
            throws SQLException {
        Map<String, String> holders = new HashMap<>();
        String[] keys =
                keyed.stream().map(task -> task.options().uniqueKey()).toArray(String[]::new);
        SqlStatement select = session.statement(HOLDERS);
        select.array(ArrayRows.texts(select, keys))
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

    /** Another replica was quicker between two statements: the group runs again. */
    static final class Overtaken extends StoreUnavailable {

        private static final long serialVersionUID = 1L;

        Overtaken(String message) {
            super(message);
        }
    }
}
