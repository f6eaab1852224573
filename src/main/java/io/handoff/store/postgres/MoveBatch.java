package io.handoff.store.postgres;

import io.handoff.store.sql.Columns;
import io.handoff.store.sql.SqlSession;
import io.handoff.store.sql.SqlStatement;
import io.handoff.store.sql.TaskRows;
import io.handoff.task.Transition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes transitions of tasks that are still where these start. A task's seq counts on from what is
 * stored: so it still numbers the lines if progress, which leaves state and attempt as they are, is
 * written twice after a commit whose outcome was unknown.
 */
final class MoveBatch {

    private static final ArrayRows<Transition> ROWS =
            new ArrayRows<>(
                    new Columns<Transition>()
                            .text("id", step -> step.before().id())
                            .number("old_state", step -> step.before().state().code())
                            .number("old_attempt", step -> step.before().attempts().number())
                            .and(TaskRows.SET_BY_TRANSITION.from(Transition::after))
                            .number("steps", MoveBatch::steps)
                            .text("lines", Transition::historyLines));

    private static final String UPDATE =
            "UPDATE tasks AS t SET "
                    + TaskRows.SET_BY_TRANSITION.assignmentsFrom("v")
                    + ", seq = t.seq + v.steps, history = t.history || chr(10) || v.lines, node = "
                    + NodeRows.IF_RUNNING
                    + " FROM "
                    + ROWS.unnest()
                    + " WHERE t.id = v.id AND t.state = v.old_state"
                    + " AND t.attempt = v.old_attempt RETURNING t.id";

    private MoveBatch() {}

    private static int steps(Transition step) {
        return step.after().history().seq() - step.before().history().seq();
    }

    /** Whether each was made, in their order. One round trip, if no task comes twice. */
    static List<Boolean> run(SqlSession session, List<Transition> transitions) throws SQLException {
        Boolean[] made = new Boolean[transitions.size()];
        Set<Integer> left = new LinkedHashSet<>();
        for (int i = 0; i < made.length; i++) {
            left.add(i);
        }
        while (!left.isEmpty()) {
            List<Integer> round = firstOfEachTask(transitions, left);
            left.removeAll(round);
            Set<String> changed = update(session, round.stream().map(transitions::get).toList());
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

    private static Set<String> update(SqlSession session, List<Transition> transitions)
            throws SQLException {
        SqlStatement update = session.statement(UPDATE).text(session.node());
        return new HashSet<>(ROWS.bind(update, transitions).all(row -> row.getString(1)));
    }
}
