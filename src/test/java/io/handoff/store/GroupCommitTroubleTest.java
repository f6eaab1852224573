package io.handoff.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handoff.Stages;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What goes wrong in a group, and whom it meets. */
class GroupCommitTroubleTest extends GroupCommitFixture {

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
    void shouldRunAGroupAgainWhereNobodyIsToBlame() {
        // given
        transactions.blame(GroupCommit.Blame.NONE);
        List<CompletableFuture<String>> group = heldGroup(3);
        List<Integer> runs = new CopyOnWriteArrayList<>();
        CompletableFuture<Integer> twice =
                commits.submit(
                        session -> {
                            runs.add(1);
                            if (runs.size() < 3) {
                                throw new IOException("a deadlock");
                            }
                            session.add("in the end");
                            return runs.size();
                        });

        // when
        transactions.letCommitsPass();

        // then
        assertEquals(3, Stages.value(twice));
        group.forEach(Stages::value);
        assertEquals(List.of("w0", "w1", "w2", "in the end"), transactions.committed().get(1));
    }

    @Test
    void shouldGiveUpOnAWriteThatFailsAgainAndAgain() {
        transactions.blame(GroupCommit.Blame.NONE);

        Throwable failure = Stages.failure(failing(new IOException("a deadlock")));

        assertEquals("explained: a deadlock", failure.getMessage());
        assertEquals("again", Stages.value(write("again")));
    }

    @Test
    void shouldFailAllAtOnceWhereAllAreToBlame() {
        // given
        transactions.blame(GroupCommit.Blame.ALL);
        List<CompletableFuture<String>> group = heldGroup(3);
        List<Integer> runs = new CopyOnWriteArrayList<>();
        CompletableFuture<Integer> lost =
                commits.submit(
                        session -> {
                            runs.add(1);
                            throw new IOException("away");
                        });

        // when
        transactions.letCommitsPass();

        // then
        assertEquals("explained: away", Stages.failure(lost).getMessage());
        group.forEach(write -> assertEquals("explained: away", Stages.failure(write).getMessage()));
        assertEquals(1, runs.size());
    }

    /** Writes that will be one group with what is submitted next. */
    private List<CompletableFuture<String>> heldGroup(int number) {
        transactions.holdCommits();
        write("first");
        transactions.awaitCommit();
        return writes(number);
    }
}
