package io.handoff.store.postgres;

import io.handoff.store.postgres.AcceptBatch.Overtaken;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Submission;
import io.handoff.task.Submission.IdempotencyKey;
import io.handoff.task.Task;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The requests that were accepted before, by the keys that clients gave them. */
final class IdempotencyRows {

    /**
     * @param taskId which task stands for the request
     */
    private record Row(IdempotencyKey once, String taskId, long createdAt) {
        /** The key without the body it came with. */
        IdempotencyKey place() {
            return new IdempotencyKey(once.caller(), once.route(), once.key(), "");
        }
    }

    private static final Columns<Row> COLUMNS =
            new Columns<Row>()
                    .text("caller", row -> row.once.caller())
                    .text("route", row -> row.once.route())
                    .text("key", row -> row.once.key())
                    .text("fingerprint", row -> row.once.fingerprint())
                    .text("task_id", Row::taskId)
                    .number("created_at", Row::createdAt);

    /** Where another transaction is about to put the same key in, this waits for its end. */
    private static final String CLAIM =
            COLUMNS.insertInto("idempotency") + " ON CONFLICT DO NOTHING RETURNING task_id";

    private static final String SAME_KEY =
            "k.caller = v.caller AND k.route = v.route AND k.key = v.key";

    private static final String FIND =
            "SELECT k.caller, k.route, k.key, k.fingerprint, k.task_id FROM "
                    + COLUMNS.rows()
                    + " JOIN idempotency AS k ON "
                    + SAME_KEY;

    private static final String REASSIGN =
            "UPDATE idempotency AS k SET task_id = v.task_id FROM "
                    + COLUMNS.rows()
                    + " WHERE "
                    + SAME_KEY;

    /** The same on every replica, so that no two wait for each other. */
    private static final Comparator<Row> ORDER =
            Comparator.<Row, String>comparing(row -> row.once.caller())
                    .thenComparing(row -> row.once.route())
                    .thenComparing(row -> row.once.key());

    private IdempotencyRows() {}

    /** Remembers the keys; for each that was known the answer to it, null for the others. */
    static List<Accepted> claim(WriterConnection writerConnection, List<Submission> submissions)
            throws SQLException {
        List<Row> rows = rows(submissions);
        Set<String> ours = new HashSet<>();
        Map<IdempotencyKey, Row> known = new HashMap<>();
        if (!rows.isEmpty()) {
            ours.addAll(
                    COLUMNS.bind(writerConnection.bind(CLAIM), rows).all(row -> row.getString(1)));
            if (ours.size() < rows.size()) {
                find(writerConnection, rows).forEach(row -> known.put(row.place(), row));
            }
        }
        List<Accepted> answers = new ArrayList<>();
        for (Submission submission : submissions) {
            boolean fresh = submission.key() == null || ours.contains(submission.task().id());
            answers.add(fresh ? null : answer(row(submission), known));
        }
        return answers;
    }

    private static Accepted answer(Row asked, Map<IdempotencyKey, Row> known) {
        Row first = known.get(asked.place());
        if (first == null) {
            throw new Overtaken("This Idempotency-Key was forgotten this moment; try again.");
        }
        boolean same = first.once.fingerprint().equals(asked.once.fingerprint());
        return new Accepted(same ? How.REPLAYED : How.KEY_REUSED, first.taskId);
    }

    private static List<Row> find(WriterConnection writerConnection, List<Row> rows)
            throws SQLException {
        return COLUMNS.bind(writerConnection.bind(FIND), rows)
                .all(
                        row ->
                                new Row(
                                        new IdempotencyKey(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4)),
                                        row.getString(5),
                                        0));
    }

    /** Where another task stands for a new request, its key says so too. */
    static void reassign(
            WriterConnection writerConnection,
            List<Submission> submissions,
            List<Accepted> accepted)
            throws SQLException {
        List<Row> duplicates = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            if (accepted.get(i).how() == How.DUPLICATE && submissions.get(i).key() != null) {
                duplicates.add(new Row(submissions.get(i).key(), accepted.get(i).taskId(), 0));
            }
        }
        if (!duplicates.isEmpty()) {
            COLUMNS.bind(writerConnection.bind(REASSIGN), duplicates).update();
        }
    }

    private static List<Row> rows(List<Submission> submissions) {
        return submissions.stream()
                .filter(submission -> submission.key() != null)
                .map(IdempotencyRows::row)
                .sorted(ORDER)
                .toList();
    }

    private static Row row(Submission submission) {
        Task task = submission.task();
        return new Row(submission.key(), task.id(), task.times().createdAt());
    }
}
