package io.handoff.task.engine;

import io.handoff.store.StoreUnavailable;
import io.handoff.task.Accepted;
import io.handoff.task.NewTask;
import io.handoff.task.QueueFull;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import io.handoff.task.TaskState;
import io.handoff.task.TaskStore;
import io.handoff.task.Transition;
import io.handoff.task.worker.RunState.Stop;
import io.handoff.task.worker.TaskRun;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What one can do with tasks: the way in for everything above. */
public final class TaskEngine {

    /** Where blocking reads go on. */
    static final Executor READERS = Infrastructure.getDefaultExecutor();

    private static final Executor SHORTLY =
            CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);

    private final TaskStore store;
    private final EngineParts engine;
    private final boolean shared;

    /**
     * @param shared whether other processes may run tasks of this store
     */
    TaskEngine(TaskStore store, EngineParts engine, boolean shared) {
        this.store = store;
        this.engine = engine;
        this.shared = shared;
    }

    /** How a task is after somebody wanted to change it, and whether that did. */
    public record Change(Task task, boolean made) {}

    /** The kinds of work this service does. */
    public Set<String> kinds() {
        return engine.workers().kinds();
    }

    /**
     * Accepts a task. Never blocks; completes when the task is on stable storage, on the store's
     * thread.
     *
     * @throws QueueFull if as many wait as may
     */
    public CompletionStage<Accepted> submit(NewTask task) {
        return engine.taskSubmitter().submit(task);
    }

    /** Blocks. */
    public Optional<Task> find(String id) {
        return store.find(id);
    }

    /** Where to continue with blocking reads after a stage of this class. */
    public Executor readers() {
        return READERS;
    }

    /** Newest first; blocks. */
    public List<Task> list(TaskQuery query) {
        return store.list(query);
    }

    /**
     * Completes with the task when it ends, or with null after {@code limit}; empty where too many
     * wait already. Ask for the task after calling this, so that an end in between is not missed,
     * and complete the future if there is nothing to wait for.
     */
    public Optional<CompletableFuture<Task>> awaitEnd(String id, Duration limit) {
        return engine.completionWaiters().await(id, limit);
    }

    /**
     * Cancels: a waiting task at once; a running one is asked to stop.
     *
     * @return not made if the task had ended before; empty if there is none
     */
    public CompletionStage<Optional<Change>> cancel(String id) {
        return change(id, this::cancelFrom);
    }

    private CompletionStage<Optional<Change>> cancelFrom(Task task) {
        if (task.state() == TaskState.RUNNING) {
            Optional<TaskRun> run = engine.runningTasks().find(task.id());
            run.ifPresent(found -> found.state().stop(Stop.CANCELLED));
            if (run.isPresent()) {
                return done(task, true);
            }
            // Not here (any more): it has just ended, or starts this moment; or runs elsewhere, and
            // what comes of it there will be refused.
            return shared ? write(engine.lifecycle().cancel(task)) : again();
        }
        return task.state().waiting() ? write(engine.lifecycle().cancel(task)) : done(task, false);
    }

    /**
     * Runs a dead task again, with all its attempts.
     *
     * @return not made if the task was not dead; empty if there is none
     */
    public CompletionStage<Optional<Change>> retry(String id) {
        return change(
                id,
                task ->
                        task.state() == TaskState.DEAD
                                ? write(engine.lifecycle().revive(task))
                                : done(task, false));
    }

    /** Reads, decides, writes; from the start again where somebody else was quicker. Blocks. */
    private CompletionStage<Optional<Change>> change(
            String id, Function<Task, CompletionStage<Optional<Change>>> decide) {
        Optional<Task> found = store.find(id);
        if (found.isEmpty()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return decide.apply(found.get())
                .thenCompose(
                        after ->
                                after.isPresent()
                                        ? CompletableFuture.completedStage(after)
                                        : CompletableFuture.supplyAsync(
                                                        () -> change(id, decide), SHORTLY)
                                                .thenCompose(stage -> stage));
    }

    private CompletionStage<Optional<Change>> write(Transition transition) {
        return engine.transitionWriter()
                .move(transition)
                .thenApply(
                        moved -> {
                            engine.dispatcher().wake();
                            return moved
                                    ? Optional.of(new Change(transition.after(), true))
                                    : Optional.empty();
                        });
    }

    private static CompletionStage<Optional<Change>> done(Task task, boolean made) {
        return CompletableFuture.completedStage(Optional.of(new Change(task, made)));
    }

    private static CompletionStage<Optional<Change>> again() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    /**
     * After a start: whatever runs on no living process (any more) runs again. Blocks.
     *
     * @throws StoreUnavailable if the store can't take that
     */
    void rescue() {
        engine.rescuer().join();
    }
}
