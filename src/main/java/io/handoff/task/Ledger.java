package io.handoff.task;

import io.handoff.store.Accepted;
import io.handoff.store.Accepted.How;
import io.handoff.store.Selection;
import io.handoff.store.Submission;
import io.handoff.store.Task;
import io.handoff.store.TaskState;
import io.handoff.store.TaskStore;
import io.handoff.store.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Every change of a task goes through here: first the store's commit, then what follows from it,
 * the counts and the telling. Nothing is counted or told that is not durable.
 */
final class Ledger {

    private final TaskStore store;
    private final Load load;
    private final Consumer<Task> listener;

    /**
     * @param listener told of each task as it is after a committed change, on the store's thread
     */
    Ledger(TaskStore store, Load load, Consumer<Task> listener) {
        this.store = store;
        this.load = load;
        this.listener = listener;
    }

    /** The caller has counted the task in with {@link Load#tryEnter}. */
    CompletionStage<Accepted> accept(Submission submission) {
        TaskState state = submission.task().state();
        return store.accept(submission)
                .whenComplete(
                        (accepted, failure) -> {
                            if (failure != null || accepted.how() != How.CREATED) {
                                load.leave(state);
                            }
                        });
    }

    CompletionStage<Boolean> move(Transition transition) {
        return store.move(transition)
                .thenApply(
                        moved -> {
                            if (moved) {
                                committed(transition);
                            }
                            return moved;
                        });
    }

    CompletionStage<List<Task>> advance(
            Selection selection, int limit, long now, Function<Task, Transition> step) {
        List<Transition> made = new ArrayList<>();
        return store.advance(
                        selection,
                        limit,
                        now,
                        task -> {
                            Transition transition = step.apply(task);
                            made.add(transition);
                            return transition;
                        })
                .thenApply(
                        tasks -> {
                            // A write may run twice; what counts is its last run.
                            made.subList(made.size() - tasks.size(), made.size())
                                    .forEach(this::committed);
                            return tasks;
                        });
    }

    private void committed(Transition transition) {
        load.moved(transition.before().state(), transition.after().state());
        listener.accept(transition.after());
    }
}
