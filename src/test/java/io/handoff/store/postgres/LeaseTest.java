package io.handoff.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Crowd;
import io.handoff.Stages;
import io.handoff.task.ATask;
import io.handoff.task.Moves;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one store. */
class LeaseTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Postgres postgres = Postgres.fresh();
    private PostgresStore one;
    private PostgresStore other;

    @BeforeEach
    void open() {
        one = postgres.open();
        other = postgres.open();
        renew(one);
        renew(other);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void shouldHaveTheirOwnIds() {
        assertNotEquals(one.node(), other.node());
        assertEquals("2", postgres.ask("SELECT count(*) FROM nodes"));
    }

    @Test
    void shouldLeaveTheTasksOfTheLivingAlone() {
        running(one);

        assertEquals(List.of(), orphans(other));
        assertEquals(List.of(), orphans(one));
    }

    @Test
    void shouldTakeOverWhenALeaseHasRunOut() {
        Task task = running(one);
        postgres.expire(one.node());

        assertEquals(List.of(task.id()), orphans(other));

        assertEquals(TaskState.QUEUED, find(task).state());
        assertEquals("", postgres.ask("SELECT node FROM tasks WHERE node IS NOT NULL"));
    }

    @Test
    void shouldTakeOverWhatANodeNeverHadALeaseFor() {
        PostgresStore third = postgres.open();
        Task task = running(third);

        assertEquals(List.of(task.id()), orphans(other));
        third.close();
    }

    @Test
    void shouldNotTakeItsOwnTasksForOrphansWhenItWakesUpLate() {
        running(one);
        postgres.expire(one.node());

        assertEquals(List.of(), orphans(one));
    }

    @Test
    void shouldSayWhetherTheLeaseWasStillHeld() {
        PostgresStore third = postgres.open();
        assertFalse(renew(third));
        assertTrue(renew(third));

        postgres.expire(third.node());

        assertFalse(renew(third));
        assertTrue(renew(third));
        third.close();
    }

    @Test
    void shouldMeasureALeaseByTheDatabasesClock() {
        String left =
                "SELECT lease_until - (extract(epoch FROM clock_timestamp()) * 1000)::bigint"
                        + " BETWEEN 20000 AND 30000 FROM nodes WHERE id = '";

        assertEquals("t", postgres.ask(left + one.node() + "'"));
    }

    @Test
    void shouldRefuseTheLateOutcomeOfWhatWasTakenOver() {
        // given a task that was taken over and runs elsewhere
        Task first = running(one);
        postgres.expire(one.node());
        orphans(other);
        List<Task> again = claim(other, 1);
        renew(one);

        // when
        TransitionResult late = Stages.value(one.move(Moves.to(TaskState.SUCCEEDED, first)));

        // then
        assertFalse(late.made());
        assertEquals(again.get(0), find(first));
        assertTrue(Stages.value(other.move(Moves.to(TaskState.SUCCEEDED, again.get(0)))).made());
    }

    @Test
    void shouldGiveItsTasksFreeWhenItStops() {
        Task task = running(one);

        one.close();

        assertEquals(List.of(task.id()), orphans(other));
    }

    @Test
    void shouldForgetNodesThatAreLongGone() {
        postgres.expire(one.node());

        Stages.value(other.purge(new io.handoff.task.Retention(0, 0, 0, 0, 10)));

        assertEquals(other.node(), postgres.ask("SELECT id FROM nodes"));
    }

    @Test
    void shouldNeverHandOneTaskToTwoNodes() {
        // given
        int many = 400;
        for (int i = 0; i < many; i++) {
            one.accept(new Submission(ATask.queued().priority(i % 3).build(), null));
        }
        Stages.value(one.ping());
        AtomicInteger turn = new AtomicInteger();

        // when both claim until nothing is left
        List<List<String>> shares =
                Crowd.together(
                        4,
                        () -> {
                            PostgresStore mine = turn.getAndIncrement() % 2 == 0 ? one : other;
                            List<String> ids = new ArrayList<>();
                            while (one.backlog().queued() > 0) {
                                claim(mine, 7).forEach(task -> ids.add(task.id()));
                            }
                            return ids;
                        });

        // then
        List<String> all = shares.stream().flatMap(List::stream).toList();
        assertEquals(many, all.size());
        assertEquals(many, new HashSet<>(all).size());
        assertEquals("1", postgres.ask("SELECT DISTINCT attempt FROM tasks"));
    }

    @Test
    void shouldTakeOverEachOrphanOnce() {
        for (int i = 0; i < 50; i++) {
            running(one);
        }
        PostgresStore third = postgres.open();
        postgres.expire(one.node());
        AtomicInteger turn = new AtomicInteger();

        List<List<String>> taken =
                Crowd.together(2, () -> orphans(turn.getAndIncrement() == 0 ? other : third));

        third.close();
        assertEquals(50, new HashSet<>(taken.stream().flatMap(List::stream).toList()).size());
        assertEquals(50, taken.stream().mapToInt(List::size).sum());
    }

    private static boolean renew(PostgresStore store) {
        return Stages.value(store.renew(LEASE));
    }

    private static Task running(PostgresStore store) {
        Task task = ATask.in(TaskState.RUNNING).build();
        Stages.value(store.accept(new Submission(task, null)));
        return task;
    }

    private static List<String> orphans(PostgresStore store) {
        return advance(store, Selection.ORPHANED, 100, task -> Moves.to(TaskState.QUEUED, task))
                .stream()
                .map(Task::id)
                .toList();
    }

    private static List<Task> claim(PostgresStore store, int limit) {
        return advance(store, Selection.QUEUED, limit, Moves::start);
    }

    private static List<Task> advance(
            PostgresStore store,
            Selection selection,
            int limit,
            java.util.function.Function<Task, Transition> step) {
        return Stages.value(store.advance(selection, limit, 0, step)).stream()
                .map(TransitionResult::task)
                .toList();
    }

    private Task find(Task task) {
        return other.find(task.id()).orElseThrow();
    }
}
