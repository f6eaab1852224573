package io.handoff.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import io.handoff.store.GroupCommit.Write;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final FakeTransactions transactions = new FakeTransactions();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private GroupCommit<List<String>> commits = commits(100, 50);

    @AfterEach
    void stop() {
        transactions.letCommitsPass();
        commits.close();
    }

    @Test
    void shouldCommitALoneWriteAtOnce() {
        assertEquals("a", Stages.value(write("a")));

        assertEquals(List.of(List.of("a")), transactions.committed());
        assertEquals(List.of(1), sizes);
    }

    @Test
    void shouldGroupWhatGathersWhileACommitIsUnderWay() {
        // given a commit that takes its time
        transactions.holdCommits();
        CompletableFuture<String> first = write("first");
        transactions.awaitCommit();

        // when more comes in meanwhile
        List<CompletableFuture<String>> more = writes(10);
        transactions.letCommitsPass();

        // then it all shares the next one
        Stages.value(first);
        more.forEach(Stages::value);
        assertEquals(2, transactions.committed().size());
        assertEquals(10, transactions.committed().get(1).size());
        assertEquals(List.of(1, 10), sizes);
    }

    @Test
    void shouldCompleteNobodyBeforeTheCommit() {
        transactions.holdCommits();
        CompletableFuture<String> write = write("a");
        transactions.awaitCommit();

        assertFalse(write.isDone());

        transactions.letCommitsPass();
        assertEquals("a", Stages.value(write));
    }

    @Test
    void shouldKeepGroupsToTheirLimit() {
        transactions.holdCommits();
        write("first");
        transactions.awaitCommit();

        List<CompletableFuture<String>> more = writes(70);
        transactions.letCommitsPass();

        more.forEach(Stages::value);
        assertEquals(List.of(1, 50, 20), sizes);
    }

    @Test
    void shouldKeepTheOrderOfWrites() {
        transactions.holdCommits();
        List<CompletableFuture<String>> all = writes(20);
        transactions.letCommitsPass();

        all.forEach(Stages::value);
        assertEquals(
                IntStream.range(0, 20).mapToObj(i -> "w" + i).toList(),
                transactions.committed().stream().flatMap(List::stream).toList());
    }

    @Test
    void shouldRefuseAtOnceWhatExceedsTheQueue() {
        // given
        commits.close();
        commits = commits(3, 50);
        transactions.holdCommits();
        write("in the commit");
        transactions.awaitCommit();
        List<CompletableFuture<String>> waiting = writes(3);
        assertEquals(3, commits.queued());

        // when
        CompletableFuture<String> tooMany = write("too many");

        // then
        assertTrue(tooMany.isCompletedExceptionally());
        assertInstanceOf(StoreUnavailable.class, Stages.failure(tooMany));
        transactions.letCommitsPass();
        waiting.forEach(Stages::value);
        assertEquals("again", Stages.value(write("again")));
    }

    @Test
    void shouldRunTheNeighboursOfAFailingWriteAgain() {
        // given a group with one write that fails
        transactions.holdCommits();
        write("first");
        transactions.awaitCommit();
        CompletableFuture<String> before = write("before");
        CompletableFuture<String> poison = failing(new IOException("poison"));
        CompletableFuture<String> after = write("after");

        // when
        transactions.letCommitsPass();

        // then
        assertEquals("before", Stages.value(before));
        assertEquals("after", Stages.value(after));
        assertEquals("explained: poison", Stages.failure(poison).getMessage());
        assertEquals(
                List.of(List.of("first"), List.of("before"), List.of("after")),
                transactions.committed());
    }

    @Test
    void shouldFailAllWritesOfACommitThatNeverWorks() {
        transactions.failCommits(new IOException("disk full"));

        writes(5)
                .forEach(
                        write ->
                                assertEquals(
                                        "explained: disk full",
                                        Stages.failure(write).getMessage()));
        transactions.failCommits(null);

        assertEquals("works again", Stages.value(write("works again")));
        assertEquals(List.of(List.of("works again")), transactions.committed());
    }

    @Test
    void shouldOutliveErrors() {
        CompletableFuture<String> write = failing(new StackOverflowError("too deep"));

        assertEquals("explained: too deep", Stages.failure(write).getMessage());
        assertEquals("next", Stages.value(write("next")));
    }

    @Test
    void shouldOutliveAnInterrupt() {
        Thread writer = Stages.value(commits.submit(session -> Thread.currentThread()));

        writer.interrupt();

        assertEquals("next", Stages.value(write("next")));
    }

    @Test
    void shouldOutliveAMeterThatThrows() {
        commits.close();
        commits =
                new GroupCommit<>(
                        "test-writer",
                        transactions,
                        100,
                        50,
                        (writes, nanos) -> {
                            throw new IllegalStateException("meter");
                        });

        assertEquals("a", Stages.value(write("a")));
        assertEquals("b", Stages.value(write("b")));
    }

    @Test
    void shouldOutliveCallersThatThrow() {
        CompletableFuture<String> write = write("a");
        CompletableFuture<Object> careless =
                write.thenApply(
                        done -> {
                            throw new IllegalStateException("careless");
                        });

        assertThrows(Exception.class, careless::get);
        assertEquals("b", Stages.value(write("b")));
    }

    @Test
    void shouldWriteWhatIsQueuedBeforeItCloses() {
        // given
        transactions.holdCommits();
        List<CompletableFuture<String>> queued = writes(10);

        // when
        CompletableFuture<Void> closing = CompletableFuture.runAsync(commits::close);
        transactions.letCommitsPass();
        Stages.value(closing);

        // then
        queued.forEach(write -> assertTrue(write.isDone() && !write.isCompletedExceptionally()));
        assertTrue(transactions.closed());
    }

    @Test
    void shouldRefuseWritesOnceClosed() {
        commits.close();

        assertInstanceOf(StoreUnavailable.class, Stages.failure(write("late")));
    }

    @Test
    void shouldCloseTwiceWithoutHarm() {
        commits.close();
        commits.close();
    }

    private GroupCommit<List<String>> commits(int maxQueued, int maxGroup) {
        return new GroupCommit<>(
                "test-writer",
                transactions,
                maxQueued,
                maxGroup,
                (writes, nanos) -> sizes.add(writes));
    }

    private List<CompletableFuture<String>> writes(int number) {
        return IntStream.range(0, number).mapToObj(i -> write("w" + i)).toList();
    }

    private CompletableFuture<String> write(String text) {
        Write<List<String>, String> write =
                session -> {
                    session.add(text);
                    return text;
                };
        return commits.submit(write);
    }

    private CompletableFuture<String> failing(Throwable failure) {
        return commits.submit(
                session -> {
                    session.add("to be rolled back");
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) failure;
                });
    }
}
