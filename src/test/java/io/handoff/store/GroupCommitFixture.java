package io.handoff.store;

import io.handoff.store.GroupCommit.Write;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** A group commit with fake transactions. */
abstract class GroupCommitFixture {

    final FakeTransactions transactions = new FakeTransactions();
    final List<Integer> sizes = new CopyOnWriteArrayList<>();
    GroupCommit<List<String>> commits = commits(100, 50);

    @AfterEach
    void stop() {
        transactions.letCommitsPass();
        commits.close();
    }

    GroupCommit<List<String>> commits(int maxQueued, int maxGroup) {
        return new GroupCommit<>(
                "test-writer",
                transactions,
                maxQueued,
                maxGroup,
                (writes, nanos) -> sizes.add(writes));
    }

    List<CompletableFuture<String>> writes(int number) {
        return IntStream.range(0, number).mapToObj(i -> write("w" + i)).toList();
    }

    CompletableFuture<String> write(String text) {
        Write<List<String>, String> write =
                session -> {
                    session.add(text);
                    return text;
                };
        return commits.submit(write);
    }

    CompletableFuture<String> failing(Throwable failure) {
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
