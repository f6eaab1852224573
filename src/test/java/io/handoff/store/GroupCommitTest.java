package io.handoff.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest extends GroupCommitFixture {

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
}
