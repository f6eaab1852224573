package io.handoff.task.engine;

import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.TaskStore;
import io.handoff.task.Transition;
import io.handoff.task.engine.TaskEngine.Change;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Cancels tasks and runs dead ones again: reads the task, decides, writes; and starts over where
 * the task changed in between.
 */
final class TaskControl {

    private static final long RETRY_MILLIS = 5;

    private final TaskStore store;
    private final ExecutionContext context;
    private final Executions executions;
    private final Dispatcher dispatcher;
    private final boolean shared;

    /**
     * @param shared whether other processes may run tasks of this store
     */
    TaskControl(
            TaskStore store,
            ExecutionContext context,
            Executions executions,
            Dispatcher dispatcher,
            boolean shared) {
        this.store = store;
        this.context = context;
        this.executions = executions;
        this.dispatcher = dispatcher;
        this.shared = shared;
    }

    CompletionStage<Optional<Change>> cancel(String id) {
        return change(id, this::cancel);
    }

    private CompletionStage<Optional<Change>> cancel(Task task) {
        if (task.state() == TaskState.RUNNING) {
            Optional<TaskExecution> execution = executions.find(task.id());
            execution.ifPresent(found -> found.stop(StopReason.CANCELLED));
            if (execution.isPresent()) {
                return done(task, true);
            }
            // It has just ended here, or starts this moment; or it runs on another node, where its
            // outcome will be refused.
            return shared ? write(context.lifecycle().cancel(task)) : startOver();
        }
        return task.state().waiting() ? write(context.lifecycle().cancel(task)) : done(task, false);
    }

    CompletionStage<Optional<Change>> retry(String id) {
        return change(
                id,
                task ->
                        task.state() == TaskState.DEAD
                                ? write(context.lifecycle().revive(task))
                                : done(task, false));
    }

    /** Blocks for the read. */
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
                                        : later(() -> change(id, decide)));
    }

    private static CompletionStage<Optional<Change>> later(
            Supplier<CompletionStage<Optional<Change>>> again) {
        return CompletableFuture.supplyAsync(
                        again,
                        CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS))
                .thenCompose(stage -> stage);
    }

    private CompletionStage<Optional<Change>> write(Transition transition) {
        return context.writer()
                .move(transition)
                .thenApply(
                        made -> {
                            dispatcher.wake();
                            return made
                                    ? Optional.of(new Change(transition.after(), true))
                                    : Optional.empty();
                        });
    }

    private static CompletionStage<Optional<Change>> done(Task task, boolean made) {
        return CompletableFuture.completedStage(Optional.of(new Change(task, made)));
    }

    private static CompletionStage<Optional<Change>> startOver() {
        return CompletableFuture.completedStage(Optional.empty());
    }
}
