package io.handoff.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.task.ATask;
import io.handoff.task.Backlog;
import io.handoff.task.Moves;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the hot path looks at when there is much to look at, and nobody has analyzed it yet. */
@Tag("full")
class PlanTest {

    private static final int MANY = 100_000;

    private final Postgres postgres = Postgres.fresh();
    private PostgresStore store;

    @BeforeEach
    void open() {
        store = postgres.open();
        postgres.run("ALTER TABLE tasks SET (autovacuum_enabled = false)");
        fill(TaskState.SUCCEEDED, MANY);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldClaimThroughTheIndexOfQueuedTasks() throws SQLException {
        fill(TaskState.QUEUED, MANY);

        String plan = plan(Change.Advance.QUEUED.replace("?", "64"));

        assertTrue(plan.contains("Index Scan using tasks_queued"), plan);
        assertFalse(plan.contains("Sort"), plan);
    }

    @Test
    void shouldPromoteThroughTheIndexOfScheduledTasks() throws SQLException {
        fill(TaskState.SCHEDULED, MANY);

        String plan = plan(Change.Advance.DUE.replaceFirst("\\?", "5").replace("?", "500"));

        assertTrue(plan.contains("Index Scan using tasks_due"), plan);
        assertFalse(plan.contains("Sort"), plan);
    }

    @Test
    void shouldLookUpOrphansInTheIndexOfRunningTasks() throws SQLException {
        String plan = plan("SELECT id FROM tasks WHERE " + orphaned() + " ORDER BY id LIMIT 500");

        assertTrue(plan.contains("tasks_running"), plan);
        assertFalse(plan.contains("Seq Scan"), plan);
    }

    @Test
    void shouldMoveOneOfManyByItsId() {
        Task task = ATask.queued().build();
        Stages.value(store.accept(new Submission(task, null)));
        Stages.value(store.move(Moves.start(task)));
        String before = scans();

        Stages.value(store.advance(Selection.DUE, 10, 5, Moves::start));
        Stages.value(
                store.move(Moves.to(TaskState.SUCCEEDED, store.find(task.id()).orElseThrow())));

        assertEquals(before, scans());
    }

    @Test
    void shouldCountFewExactlyAndEstimateMany() {
        fill(TaskState.SCHEDULED, 7);
        fill(TaskState.QUEUED, MANY);

        Backlog backlog = store.backlog();

        assertEquals(7, backlog.scheduled());
        assertTrue(backlog.queued() > MANY / 3, backlog.toString());
        assertTrue(backlog.queued() < MANY * 3, backlog.toString());
        assertEquals(1, backlog.oldestQueued());
    }

    @Test
    void shouldEstimateWellWhatWasAnalyzed() {
        fill(TaskState.QUEUED, MANY);
        postgres.run("ANALYZE tasks");

        long queued = store.backlog().queued();

        assertTrue(Math.abs(queued - MANY) < MANY / 10, String.valueOf(queued));
    }

    /** How often the whole table was read; read so that all sessions have reported. */
    private String scans() {
        postgres.cutWriter(store);
        Stages.value(store.ping());
        return postgres.ask(
                "SELECT seq_scan FROM pg_stat_user_tables WHERE relid = 'tasks'::regclass");
    }

    private static String orphaned() {
        return NodeRows.ORPHANED.replace("?", "'me'");
    }

    private void fill(TaskState state, int rows) {
        postgres.run(
                "INSERT INTO tasks (id, kind, payload, state, priority, owner, attempt, excused,"
                        + " crashes, max_attempts, timeout_millis, created_at, run_at, started_at,"
                        + " ended_at, progress, seq, history) SELECT '"
                        + state
                        + "' || n, 'process', '{}', "
                        + state.code()
                        + ", n % 5, 'guest', 0, 0, 0, 15, 60000, n, n, 0, n, 0, 1, 'queued 1'"
                        + " FROM generate_series(1, "
                        + rows
                        + ") AS n");
    }

    private String plan(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Connections.WRITER);
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
