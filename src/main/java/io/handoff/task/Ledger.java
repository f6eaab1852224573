package io.handoff.task;

import io.handoff.bus.Bus;
import io.handoff.store.Accepted;
import io.handoff.store.Accepted.How;
import io.handoff.store.Moved;
import io.handoff.store.Selection;
import io.handoff.store.Submission;
import io.handoff.store.Task;
import io.handoff.store.TaskState;
import io.handoff.store.TaskStore;
import io.handoff.store.Transition;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Every change of a task goes through here: first the store's commit, then what follows from it,
 * the counts and the telling. Nothing is counted or told that is not durable.
 */
final class Ledger {

    private final TaskStore store;
    private final Load load;
    private final OwnerNews news;
    private final Bus bus;
    private final Consumer<Transition> listener;

    /**
     * @param listener told of each committed change, on the store's thread
     */
    Ledger(TaskStore store, Load load, OwnerNews news, Bus bus, Consumer<Transition> listener) {
        this.store = store;
        this.load = load;
        this.news = news;
        this.bus = bus;
        this.listener = listener;
    }

    /**
     * The caller has counted the task in with {@link Load#tryEnter}. Its first events are news to
     * nobody: before the answer nobody knows its id.
     */
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

    /** Whether the transition was made. */
    CompletionStage<Boolean> move(Transition transition) {
        return store.move(news.with(transition)).thenApply(this::committed);
    }

    /** The tasks as they are afterwards. */
    CompletionStage<List<Task>> advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step) {
        return store.advance(selection, limit, now, task -> news.with(step.apply(task)))
                .thenApply(
                        moves -> {
                            moves.forEach(this::committed);
                            return moves.stream().map(Moved::task).toList();
                        });
    }

    private boolean committed(Moved moved) {
        if (moved.made()) {
            Transition transition = moved.transition();
            load.moved(transition.before().state(), transition.after().state());
            transition.events().forEach(bus::publish);
            moved.told().forEach(bus::publish);
            listener.accept(transition);
        }
        return moved.made();
    }
}
