package io.handoff.task;

import io.handoff.store.Accepted;
import io.handoff.store.Backlog;
import io.handoff.store.Retention;
import io.handoff.store.Selection;
import io.handoff.store.StoreUnavailable;
import io.handoff.store.Submission;
import io.handoff.store.Task;
import io.handoff.store.TaskQuery;
import io.handoff.store.TaskStore;
import io.handoff.store.Transition;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A real store that a test can watch and make fail. */
final class StoreSpy implements TaskStore {

    private final TaskStore store;
    private final AtomicInteger claims = new AtomicInteger();
    private volatile boolean failing;
    private volatile CountDownLatch failed = new CountDownLatch(1);

    StoreSpy(TaskStore store) {
        this.store = store;
    }

    /** From now on every write fails. */
    void fail() {
        failed = new CountDownLatch(1);
        failing = true;
    }

    void work() {
        failing = false;
    }

    /** Opens when a write has failed. */
    CountDownLatch failed() {
        return failed;
    }

    int claims() {
        return claims.get();
    }

    @Override
    public CompletionStage<Accepted> accept(Submission submission) {
        return failing ? failure() : store.accept(submission);
    }

    @Override
    public CompletionStage<Boolean> move(Transition transition) {
        return failing ? failure() : store.move(transition);
    }

    @Override
    public CompletionStage<List<Task>> advance(
            Selection selection, int limit, long now, Function<Task, Transition> step) {
        if (selection == Selection.QUEUED) {
            claims.incrementAndGet();
        }
        return failing ? failure() : store.advance(selection, limit, now, step);
    }

    @Override
    public Optional<Task> find(String id) {
        return store.find(id);
    }

    @Override
    public List<Task> list(TaskQuery query) {
        return store.list(query);
    }

    @Override
    public Backlog backlog() {
        return store.backlog();
    }

    @Override
    public CompletionStage<Integer> purge(Retention retention) {
        return store.purge(retention);
    }

    @Override
    public CompletionStage<Void> ping() {
        return store.ping();
    }

    private <T> CompletionStage<T> failure() {
        failed.countDown();
        return CompletableFuture.failedStage(new StoreUnavailable("a test wants it"));
    }
}
