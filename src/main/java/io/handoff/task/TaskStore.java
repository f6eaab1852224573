package io.handoff.task;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Where tasks live. Whatever returns a stage is a write: it is durable (fsynced) when the stage
 * completes, may be called from any thread including an event loop, never blocks, and completes on
 * the store's writer thread, where only short work may follow. It fails with {@link
 * StoreUnavailable}, and then nothing was written as far as the store knows. Whatever returns a
 * value is a read and blocks.
 *
 * <p>Every adapter passes the suite {@code TaskStoreContract}.
 */
public interface TaskStore {

    CompletionStage<Accepted> accept(Submission submission);

    /**
     * Not made if the task was no longer in the state and attempt the transition starts from. Fails
     * with {@link UniqueKeyTaken} where it would leave two unfinished tasks with one unique key.
     */
    CompletionStage<TransitionResult> move(Transition transition);

    /**
     * Takes up to {@code limit} tasks of a selection through one transition each, in one commit.
     *
     * @param limit asked on the writer thread, as late as can be: what came true with the commit
     *     before counts already. Asked again, and not for less, where the write is repeated
     * @param now epoch milliseconds, what "due" is measured by
     * @param step called on the writer thread; pure
     * @return what was done, in the selection's order
     */
    CompletionStage<List<TransitionResult>> advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step);

    /** The same with a limit that is known before. */
    default CompletionStage<List<TransitionResult>> advance(
            Selection selection, int limit, long now, Function<Task, Transition> step) {
        return advance(selection, () -> limit, now, step);
    }

    Optional<Task> find(String id);

    List<Task> list(TaskQuery query);

    /** For gauges and limits: a shared store may estimate large numbers, see its adapter. */
    Backlog backlog();

    /** Deletes what has been kept long enough, up to the limit; completes with the number. */
    CompletionStage<Integer> purge(Retention retention);

    /** A durable write of nothing in particular: proof that the store can still accept. */
    CompletionStage<Void> ping();
}
