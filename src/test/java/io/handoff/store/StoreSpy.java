package io.handoff.store;

import io.handoff.task.Accepted;
import io.handoff.task.Backlog;
import io.handoff.task.Retention;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskStore;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** A real store that a test can watch and make fail. */
public class StoreSpy implements TaskStore {

    private final TaskStore store;
    private final AtomicInteger claims = new AtomicInteger();
    private final BlockingQueue<Task> moves = new LinkedBlockingQueue<>();
    private volatile Runnable afterMoves = () -> {};
    private volatile List<Runnable> held;
    private volatile boolean failing;
    private volatile boolean failReads;
    private volatile CountDownLatch failed = new CountDownLatch(1);

    public StoreSpy(TaskStore store) {
        this.store = store;
    }

    /** From now on every call fails. */
    public final void fail() {
        failReads = true;
        failWrites();
    }

    /** From now on every write fails. */
    public final void failWrites() {
        failed = new CountDownLatch(1);
        failing = true;
    }

    public final void work() {
        failReads = false;
        failing = false;
    }

    /** Opens when a call has failed. */
    public final CountDownLatch failed() {
        return failed;
    }

    /** From now on accepts wait until {@link #letAcceptsPass}. */
    public final void holdAccepts() {
        held = new CopyOnWriteArrayList<>();
    }

    public final void letAcceptsPass() {
        List<Runnable> waiting = held;
        held = null;
        waiting.forEach(Runnable::run);
    }

    /** The tasks that were moved, as they were then. */
    public final BlockingQueue<Task> moves() {
        return moves;
    }

    /** Runs on the store's thread from now on, each time a move is committed. */
    public final void afterMoves(Runnable listener) {
        afterMoves = listener;
    }

    public final int claims() {
        return claims.get();
    }

    @Override
    public CompletionStage<Accepted> accept(Submission submission) {
        if (failing) {
            return failure();
        }
        List<Runnable> behind = held;
        if (behind == null) {
            return store.accept(submission);
        }
        CompletableFuture<Accepted> later = new CompletableFuture<>();
        behind.add(() -> store.accept(submission).thenAccept(later::complete));
        return later;
    }

    @Override
    public CompletionStage<TransitionResult> move(Transition transition) {
        return failing
                ? failure()
                : store.move(transition)
                        .thenApply(
                                transitionResult -> {
                                    moves.add(transition.after());
                                    afterMoves.run();
                                    return transitionResult;
                                });
    }

    @Override
    public CompletionStage<List<TransitionResult>> advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step) {
        if (selection == Selection.QUEUED) {
            claims.incrementAndGet();
        }
        return failing ? failure() : store.advance(selection, limit, now, step);
    }

    @Override
    public Optional<Task> find(String id) {
        check();
        return store.find(id);
    }

    @Override
    public List<Task> list(TaskQuery query) {
        check();
        return store.list(query);
    }

    @Override
    public Backlog backlog() {
        check();
        return store.backlog();
    }

    @Override
    public CompletionStage<Integer> purge(Retention retention) {
        return failing ? failure() : store.purge(retention);
    }

    @Override
    public CompletionStage<Void> ping() {
        return failing ? failure() : store.ping();
    }

    private void check() {
        if (failing && failReads) {
            throw new StoreUnavailable("a test wants it");
        }
    }

    private <T> CompletionStage<T> failure() {
        failed.countDown();
        return CompletableFuture.failedStage(new StoreUnavailable("a test wants it"));
    }
}
