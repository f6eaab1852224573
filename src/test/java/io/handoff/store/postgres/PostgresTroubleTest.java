package io.handoff.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.StoreUnavailable;
import io.handoff.task.ATask;
import io.handoff.task.Accepted.How;
import io.handoff.task.Moves;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.TransitionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that are lost at the worst moments. */
class PostgresTroubleTest {

    private final Postgres postgres = Postgres.fresh();
    private LossyLine line;
    private PostgresStore store;

    @BeforeEach
    void open() {
        line = new LossyLine(postgres.port());
        store = postgres.through(line.port()).open();
        Stages.value(store.renew(Duration.ofSeconds(30)));
    }

    @AfterEach
    void close() {
        store.close();
        line.close();
    }

    @Test
    void shouldGoOnAfterAnIdleConnectionWasCut() {
        postgres.cutWriter(store);

        Task task = ATask.queued().build();
        assertEquals(How.CREATED, Stages.value(store.accept(new Submission(task, null))).how());
        assertEquals(task, store.find(task.id()).orElseThrow());
    }

    @Test
    void shouldReadOnAfterConnectionsWereCut() {
        Task task = accepted(ATask.queued());
        store.find(task.id());

        line.cut();

        assertEquals(task, store.find(task.id()).orElseThrow());
    }

    @Test
    void shouldRunAGroupAgainThatLostItsConnectionBeforeTheCommit() {
        // given writes that wait behind one that cuts its own connection once
        List<Integer> runs = new ArrayList<>();
        CompletionStage<Integer> cut =
                store.writer()
                        .submit(
                                session -> {
                                    runs.add(1);
                                    if (runs.size() == 1) {
                                        postgres.cutWriter(store);
                                    }
                                    return session.statement("SELECT 1")
                                            .first(row -> row.getInt(1))
                                            .orElseThrow();
                                });

        // then
        assertEquals(1, Stages.value(cut));
        assertEquals(2, runs.size());
    }

    @Test
    void shouldFailAWriteWhoseCommitMayOrMayNotBeMade() {
        Task task = ATask.queued().build();

        line.loseTheAnswerToTheNextCommit();
        Throwable failure = Stages.failure(store.accept(new Submission(task, null)));

        assertInstanceOf(StoreUnavailable.class, failure);
        // Here it was made.
        assertEquals(task, store.find(task.id()).orElseThrow());
        accepted(ATask.queued());
    }

    @Test
    void shouldMakeOrphansOfWhatMayStandAsRunningHere() {
        // given an accept and a claim that the engine believes to have failed
        Task accepted = ATask.in(TaskState.RUNNING).build();
        line.loseTheAnswerToTheNextCommit();
        Stages.failure(store.accept(new Submission(accepted, null)));
        Task queued = accepted(ATask.queued());
        line.loseTheAnswerToTheNextCommit();
        Stages.failure(store.advance(Selection.QUEUED, 1, 0, Moves::start));
        Task running = accepted(ATask.in(TaskState.RUNNING));

        // when
        List<TransitionResult> orphans =
                Stages.value(
                        store.advance(
                                Selection.ORPHANED,
                                10,
                                0,
                                task -> Moves.to(TaskState.QUEUED, task)));

        // then
        assertEquals(
                List.of(accepted.id(), queued.id()),
                orphans.stream().map(transitionResult -> transitionResult.task().id()).toList());
        assertEquals(running, store.find(running.id()).orElseThrow());
    }

    @Test
    void shouldNumberTheLinesOfAProgressThatIsWrittenTwice() {
        Task task = accepted(ATask.in(TaskState.RUNNING));
        line.loseTheAnswerToTheNextCommit();
        Stages.failure(store.move(Moves.to(TaskState.RUNNING, task)));

        assertTrue(Stages.value(store.move(Moves.to(TaskState.RUNNING, task))).made());

        Task after = store.find(task.id()).orElseThrow();
        assertEquals(3, after.history().seq());
        assertEquals(3, store.read(task.channel(), 0, 10).events().size());
    }

    @Test
    void shouldRefuseAnOutcomeThatIsWrittenTwice() {
        Task task = accepted(ATask.in(TaskState.RUNNING));
        line.loseTheAnswerToTheNextCommit();
        Stages.failure(store.move(Moves.to(TaskState.SUCCEEDED, task)));

        assertEquals(false, Stages.value(store.move(Moves.to(TaskState.SUCCEEDED, task))).made());

        assertEquals(TaskState.SUCCEEDED, store.find(task.id()).orElseThrow().state());
    }

    @Test
    void shouldRefuseEverythingWhileTheServerIsAway() {
        Task task = accepted(ATask.queued());
        line.close();

        assertInstanceOf(StoreUnavailable.class, Stages.failure(store.ping()));
        assertThrows(StoreUnavailable.class, () -> store.find(task.id()));
        assertThrows(StoreUnavailable.class, store::backlog);
        // At once, without asking again.
        Throwable failure = Stages.failure(store.accept(new Submission(task, null)));
        assertInstanceOf(StoreUnavailable.class, failure);
        assertTrue(
                failure.getMessage().startsWith("PostgreSQL can't be reached"),
                failure.getMessage());
    }

    private Task accepted(ATask task) {
        Task built = task.build();
        Stages.value(store.accept(new Submission(built, null)));
        return built;
    }
}
