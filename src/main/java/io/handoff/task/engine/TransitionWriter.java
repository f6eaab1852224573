package io.handoff.task.engine;

import io.handoff.bus.Bus;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskState;
import io.handoff.task.TaskStore;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Every change of a task goes through here: first the store's commit, then what follows from it,
 * the counts and the telling. Nothing is counted or told that is not durable.
 */
final class TransitionWriter {

    private final TaskStore store;
    private final QueueGauge queueGauge;
    private final OwnerNotifications news;
    private final Bus bus;
    private final Consumer<Transition> listener;

    /**
     * @param listener told of each committed change, on the store's thread
     */
    TransitionWriter(
            TaskStore store,
            QueueGauge queueGauge,
            OwnerNotifications news,
            Bus bus,
            Consumer<Transition> listener) {
        this.store = store;
        this.queueGauge = queueGauge;
        this.news = news;
        this.bus = bus;
        this.listener = listener;
    }

    /**
     * The caller has counted the task in with {@link QueueGauge#tryEnter}. Its first events are
     * news to nobody: before the answer nobody knows its id.
     */
    CompletionStage<Accepted> accept(Submission submission) {
        TaskState state = submission.task().state();
        return store.accept(submission)
                .whenComplete(
                        (accepted, failure) -> {
                            if (failure != null || accepted.how() != How.CREATED) {
                                queueGauge.leave(state);
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
                            return moves.stream().map(TransitionResult::task).toList();
                        });
    }

    private boolean committed(TransitionResult transitionResult) {
        if (transitionResult.made()) {
            Transition transition = transitionResult.transition();
            queueGauge.moved(transition.before().state(), transition.after().state());
            transition.events().forEach(bus::publish);
            transitionResult.events().forEach(bus::publish);
            listener.accept(transition);
        }
        return transitionResult.made();
    }
}
