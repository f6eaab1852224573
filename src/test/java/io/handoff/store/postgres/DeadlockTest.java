package io.handoff.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handoff.Crowd;
import io.handoff.Stages;
import io.handoff.event.Event;
import io.handoff.event.EventStore.Appended;
import io.handoff.event.NewEvent;
import io.handoff.task.ATask;
import io.handoff.task.Accepted;
import io.handoff.task.Moves;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.TransitionResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes that want the same rows in opposite orders. */
class DeadlockTest {

    private static final int CHANNELS = 8;
    private static final int ROUNDS = 60;

    private final Postgres postgres = Postgres.fresh();
    private PostgresStore one;
    private PostgresStore other;

    @BeforeEach
    void open() {
        one = postgres.open();
        other = postgres.open();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void shouldCountWithoutGapsWhenTwoNodesAppendInOppositeOrders() {
        List<List<Appended>> all = together(DeadlockTest::append);

        Map<String, List<Long>> seqs = new HashMap<>();
        for (Appended appended : all.stream().flatMap(List::stream).toList()) {
            Event event = appended.event();
            seqs.computeIfAbsent(event.channel(), key -> new ArrayList<>()).add(event.seq());
        }
        assertEquals(CHANNELS, seqs.size());
        seqs.values().forEach(DeadlockTest::assertWithoutGaps);
    }

    @Test
    void shouldTellWithManyStepsWhenTwoNodesDoSoInOppositeOrders() {
        List<List<TransitionResult>> all = together(DeadlockTest::tell);

        List<Event> told =
                all.stream()
                        .flatMap(List::stream)
                        .flatMap(transitionResult -> transitionResult.events().stream())
                        .toList();
        assertEquals(2 * ROUNDS * CHANNELS, told.size());
        assertEquals(told.size(), told.stream().distinct().count());
    }

    @Test
    void shouldAcceptUniqueKeysInOppositeOrders() {
        List<List<Accepted>> all = together(DeadlockTest::accept);

        long created =
                all.stream()
                        .flatMap(List::stream)
                        .filter(accepted -> accepted.how() == Accepted.How.CREATED)
                        .count();
        assertEquals(ROUNDS * CHANNELS, created);
    }

    /** Hands in all at once, and waits then, so that groups are large. */
    private interface Hand<T> {
        List<CompletionStage<T>> in(PostgresStore store, int round, int item);
    }

    private <T> List<List<T>> together(Hand<T> hand) {
        AtomicInteger turn = new AtomicInteger();
        return Crowd.together(
                2,
                () -> {
                    boolean forwards = turn.getAndIncrement() == 0;
                    List<CompletionStage<T>> stages = new ArrayList<>();
                    for (int round = 0; round < ROUNDS; round++) {
                        for (int i = 0; i < CHANNELS; i++) {
                            int item = forwards ? i : CHANNELS - 1 - i;
                            stages.addAll(hand.in(forwards ? one : other, round, item));
                        }
                    }
                    return stages.stream().map(Stages::value).toList();
                });
    }

    private static List<CompletionStage<Appended>> append(
            PostgresStore store, int round, int item) {
        return List.of(
                store.append(new NewEvent("room:" + item, ATask.nextId(), "message", 1, "{}")));
    }

    private static List<CompletionStage<TransitionResult>> tell(
            PostgresStore store, int round, int item) {
        Task task = ATask.in(TaskState.RUNNING).build();
        Stages.value(store.accept(new Submission(task, null)));
        return List.of(
                store.move(
                        Moves.to(TaskState.SUCCEEDED, task)
                                .withEvents(List.of(Moves.to("user:" + item, "{}")))));
    }

    private static List<CompletionStage<Accepted>> accept(
            PostgresStore store, int round, int item) {
        Task task = ATask.queued().uniqueKey(round + "." + item).build();
        return List.of(store.accept(new Submission(task, null)));
    }

    private static void assertWithoutGaps(List<Long> seqs) {
        assertEquals(
                LongStream.rangeClosed(1, 2 * ROUNDS).boxed().toList(),
                seqs.stream().sorted().toList());
    }
}
