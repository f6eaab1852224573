package io.handoff.store.postgres;

import io.handoff.task.Transition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes transitions of tasks that are still where these start from. A task's seq counts on from
 * what is stored: should a step that leaves state and attempt as they are (progress) be written
 * twice, because nobody knew whether the first commit was made, it still numbers the lines.
 */
final class MoveBatch {

    private static final Columns<Transition> ROWS =
            new Columns<Transition>()
                    .text("id", step -> step.before().id())
                    .number("old_state", step -> step.before().state().code())
                    .number("old_attempt", step -> step.before().attempts().number())
                    .number("state", step -> step.after().state().code())
                    .number("attempt", step -> step.after().attempts().number())
                    .number("excused", step -> step.after().attempts().uncounted())
                    .number("crashes", step -> step.after().attempts().crashes())
                    .number("run_at", step -> step.after().times().runAt())
                    .number("started_at", step -> step.after().times().startedAt())
                    .number("ended_at", step -> step.after().times().endedAt())
                    .number("progress", step -> step.after().outcome().progress().percent())
                    .text("note", step -> step.after().outcome().progress().note())
                    .text("result", step -> step.after().outcome().result())
                    .text("error", step -> step.after().outcome().error())
                    .number(
                            "steps",
                            step -> step.after().history().seq() - step.before().history().seq())
                    .text("lines", Transition::historyLines);

    private static final String UPDATE =
            "UPDATE tasks AS t SET state = v.state, attempt = v.attempt, excused = v.excused,"
                    + " crashes = v.crashes, run_at = v.run_at, started_at = v.started_at,"
                    + " ended_at = v.ended_at, progress = v.progress, note = v.note,"
                    + " result = v.result, error = v.error, seq = t.seq + v.steps,"
                    + " history = t.history || chr(10) || v.lines, node = "
                    + TaskRows.NODE
                    + " FROM "
                    + ROWS.rows()
                    + " WHERE t.id = v.id AND t.state = v.old_state"
                    + " AND t.attempt = v.old_attempt RETURNING t.id";

    private MoveBatch() {}

    /** Whether each was made, in their order. One round trip, if no task is there twice. */
    static List<Boolean> run(WriterConnection writerConnection, List<Transition> transitions)
            throws SQLException {
        Boolean[] made = new Boolean[transitions.size()];
        Set<Integer> left = new LinkedHashSet<>();
        for (int i = 0; i < made.length; i++) {
            left.add(i);
        }
        while (!left.isEmpty()) {
            List<Integer> round = firstOfEachTask(transitions, left);
            left.removeAll(round);
            Set<String> changed =
                    update(writerConnection, round.stream().map(transitions::get).toList());
            round.forEach(i -> made[i] = changed.contains(transitions.get(i).before().id()));
        }
        return List.of(made);
    }

    private static List<Integer> firstOfEachTask(List<Transition> all, Set<Integer> left) {
        Set<String> seen = new HashSet<>();
        List<Integer> first = new ArrayList<>();
        for (int i : left) {
            if (seen.add(all.get(i).before().id())) {
                first.add(i);
            }
        }
        return first;
    }

    private static Set<String> update(
            WriterConnection writerConnection, List<Transition> transitions) throws SQLException {
        Binding update = writerConnection.bind(UPDATE).text(writerConnection.node());
        return new HashSet<>(ROWS.bind(update, transitions).all(row -> row.getString(1)));
    }
}
