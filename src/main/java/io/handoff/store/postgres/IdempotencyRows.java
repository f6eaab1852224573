package io.handoff.store.postgres;

import io.handoff.store.postgres.AcceptBatch.Overtaken;
import io.handoff.store.sql.IdempotencyRow;
import io.handoff.store.sql.SqlSession;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission;
import io.handoff.task.Submission.IdempotencyKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The idempotency keys of the requests that were accepted. */
final class IdempotencyRows {

    private static final ArrayRows<IdempotencyRow> ROWS = new ArrayRows<>(IdempotencyRow.COLUMNS);

    /** Waits for the end of another transaction that is inserting the same key. */
    private static final String CLAIM =
            ROWS.insertInto("idempotency") + " ON CONFLICT DO NOTHING RETURNING task_id";

    private static final String SAME_KEY =
            "k.caller = v.caller AND k.route = v.route AND k.key = v.key";

    private static final String FIND =
            "SELECT k.caller, k.route, k.key, k.fingerprint, k.task_id FROM "
                    + ROWS.unnest()
                    + " JOIN idempotency AS k ON "
                    + SAME_KEY;

    private static final String REASSIGN =
            "UPDATE idempotency AS k SET task_id = v.task_id FROM "
                    + ROWS.unnest()
                    + " WHERE "
                    + SAME_KEY;

    /** The same on every replica, so that no two wait for each other. */
    private static final Comparator<IdempotencyRow> ORDER =
            Comparator.<IdempotencyRow, String>comparing(row -> row.key().caller())
                    .thenComparing(row -> row.key().route())
                    .thenComparing(row -> row.key().key());

    private IdempotencyRows() {}

    /** Inserts the keys; the answer to each that was known, null for the others. */
    static List<@Nullable Accepted> claim(SqlSession session, List<Submission> submissions)
            throws SQLException {
        List<IdempotencyRow> rows = rows(submissions);
        Set<String> ours = new HashSet<>();
        Map<IdempotencyKey, IdempotencyRow> known = new HashMap<>();
        if (!rows.isEmpty()) {
            ours.addAll(ROWS.bind(session.statement(CLAIM), rows).all(row -> row.getString(1)));
            if (ours.size() < rows.size()) {
                find(session, rows).forEach(row -> known.put(place(row), row));
            }
        }
        List<@Nullable Accepted> answers = new ArrayList<>();
        for (Submission submission : submissions) {
            boolean fresh = submission.key() == null || ours.contains(submission.task().id());
            answers.add(fresh ? null : answer(row(submission), known));
        }
        return answers;
    }

    private static Accepted answer(
            IdempotencyRow asked, Map<IdempotencyKey, IdempotencyRow> known) {
        IdempotencyRow first = known.get(place(asked));
        if (first == null) {
            throw new Overtaken("This Idempotency-Key was forgotten this moment; try again.");
        }
        boolean same = first.key().fingerprint().equals(asked.key().fingerprint());
        return new Accepted(same ? How.REPLAYED : How.KEY_REUSED, first.taskId());
    }

    private static List<IdempotencyRow> find(SqlSession session, List<IdempotencyRow> rows)
            throws SQLException {
        return ROWS.bind(session.statement(FIND), rows)
                .all(
                        row ->
                                new IdempotencyRow(
                                        new IdempotencyKey(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4)),
                                        row.getString(5),
                                        0));
    }

    /** Lets the key of a new request name the other task that answers it. */
    static void reassign(SqlSession session, List<Submission> submissions, List<Accepted> accepted)
            throws SQLException {
        List<IdempotencyRow> duplicates = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            IdempotencyKey key = submissions.get(i).key();
            if (accepted.get(i).how() == How.DUPLICATE && key != null) {
                String task = Objects.requireNonNull(accepted.get(i).taskId());
                duplicates.add(new IdempotencyRow(key, task, 0));
            }
        }
        if (!duplicates.isEmpty()) {
            ROWS.bind(session.statement(REASSIGN), duplicates).update();
        }
    }

    private static List<IdempotencyRow> rows(List<Submission> submissions) {
        return submissions.stream()
                .filter(submission -> submission.key() != null)
                .map(IdempotencyRows::row)
                .sorted(ORDER)
                .toList();
    }

    private static IdempotencyRow row(Submission submission) {
        return IdempotencyRow.of(submission, submission.task().id());
    }

    /** The key without the body that it came with. */
    private static IdempotencyKey place(IdempotencyRow row) {
        IdempotencyKey key = row.key();
        return new IdempotencyKey(key.caller(), key.route(), key.key(), "");
    }
}
