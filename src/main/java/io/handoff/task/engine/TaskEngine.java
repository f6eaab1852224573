package io.handoff.task.engine;

import io.handoff.task.Accepted;
import io.handoff.task.NewTask;
import io.handoff.task.QueueFull;
import io.handoff.task.Task;
import io.handoff.task.TaskQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * What can be done with tasks; the facade of the engine for every feature. Thread-safe. What
 * returns a stage is a durable write and completes on the store's thread, where only short work may
 * follow; it fails with {@link io.handoff.store.StoreUnavailable} where the store can't take it.
 */
public final class TaskEngine {

    private static final Duration INTERRUPT_GRACE = Duration.ofSeconds(2);

    private final EngineParts parts;

    TaskEngine(EngineParts parts) {
        this.parts = parts;
    }

    /**
     * A task after a request to change it.
     *
     * @param made whether the request changed it
     */
    public record Change(Task task, boolean made) {}

    /** The kinds of work that this service has a worker for. */
    public Set<String> kinds() {
        return parts.ports().workers().kinds();
    }

    /**
     * Accepts a task. Never blocks.
     *
     * @throws QueueFull if as many wait as may
     */
    public CompletionStage<Accepted> submit(NewTask task) {
        return parts.submitter().submit(task);
    }

    /** Blocks. */
    public Optional<Task> find(String id) {
        return parts.ports().store().find(id);
    }

    /** Newest first. Blocks. */
    public List<Task> list(TaskQuery query) {
        return parts.ports().store().list(query);
    }

    /** Where blocking reads may follow a stage of this class. */
    public Executor readers() {
        return parts.readers();
    }

    /**
     * Completes with the task when it ends, or with null after {@code limit}; empty where too many
     * callers wait already. Read the task after calling this, so that an end in between is not
     * missed, and complete the future if the task has ended: that frees its place.
     */
    public Optional<CompletableFuture<Task>> awaitEnd(String id, Duration limit) {
        return parts.waiters().await(id, limit);
    }

    /**
     * Cancels: a waiting task at once; a running one is asked to stop. Blocks for a read.
     *
     * @return not made if the task had ended before; empty if there is none
     */
    public CompletionStage<Optional<Change>> cancel(String id) {
        return parts.control().cancel(id);
    }

    /**
     * Runs a dead task again, with all its attempts. Blocks for a read.
     *
     * @return not made if the task was not dead; empty if there is none
     */
    public CompletionStage<Optional<Change>> retry(String id) {
        return parts.control().retry(id);
    }

    /** What the engine counts. */
    public TaskCounts counts() {
        return new TaskCounts(parts);
    }

    /**
     * Starts nothing more, waits up to {@code patience} for what runs, and hands back the rest
     * uncounted.
     *
     * @return completes when nothing runs here any more, or shortly after the rest was interrupted
     */
    public CompletionStage<Void> drain(Duration patience) {
        return parts.dispatcher().drain(patience, INTERRUPT_GRACE);
    }
}
