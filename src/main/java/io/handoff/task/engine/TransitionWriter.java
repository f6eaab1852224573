package io.handoff.task.engine;

import io.handoff.bus.Bus;
import io.handoff.event.Event;
import io.handoff.task.Accepted;
import io.handoff.task.Accepted.How;
import io.handoff.task.Lifecycle;
import io.handoff.task.Progress;
import io.handoff.task.Selection;
import io.handoff.task.Submission;
import io.handoff.task.Task;
import io.handoff.task.TaskMeter;
import io.handoff.task.TaskState;
import io.handoff.task.TaskStore;
import io.handoff.task.Transition;
import io.handoff.task.TransitionResult;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * The one way to change a stored task: commits the transition with the notification of its owner,
 * then counts it, publishes its events and completes the callers that wait for the end. Nothing is
 * counted or published that is not durable. Thread-safe; never blocks.
 */
final class TransitionWriter {

    private final TaskStore store;
    private final OwnerNotifications notifications;
    private final QueueGauge queue;
    private final CompletionWaiters waiters;
    private final Bus bus;
    private final TaskMeter meter;
    private final Time time;

    TransitionWriter(
            TaskStore store,
            OwnerNotifications notifications,
            QueueGauge queue,
            CompletionWaiters waiters,
            Bus bus,
            TaskMeter meter,
            Time time) {
        this.store = store;
        this.notifications = notifications;
        this.queue = queue;
        this.waiters = waiters;
        this.bus = bus;
        this.meter = meter;
        this.time = time;
    }

    /**
     * Stores a new task. The caller has counted it with {@link QueueGauge#tryEnter}. Its first
     * events are not published: no client knows its id before the answer.
     */
    CompletionStage<Accepted> accept(Submission submission) {
        TaskState state = submission.task().state();
        return store.accept(submission)
                .whenComplete(
                        (accepted, failure) -> {
                            if (failure != null || accepted.how() != How.CREATED) {
                                queue.leave(state);
                            }
                        });
    }

    /** Whether the transition was made. */
    CompletionStage<Boolean> move(Transition transition) {
        return store.move(notifications.addTo(transition)).thenApply(this::committed);
    }

    /** The tasks of the selection as they are afterwards. */
    CompletionStage<List<Task>> advance(
            Selection selection, IntSupplier limit, long now, Function<Task, Transition> step) {
        return store.advance(selection, limit, now, task -> notifications.addTo(step.apply(task)))
                .thenApply(
                        results -> {
                            results.forEach(this::committed);
                            return results.stream().map(TransitionResult::task).toList();
                        });
    }

    /** Publishes how far a running task is as an ephemeral event; stores nothing. */
    void publishProgress(Task task, Progress progress) {
        bus.publish(
                new Event(
                        task.channel(),
                        0,
                        time.ids().next(),
                        "progress",
                        time.wallMillis(),
                        Lifecycle.progressData(progress)));
    }

    /** On the store's thread. */
    private boolean committed(TransitionResult result) {
        if (result.made()) {
            Transition transition = result.transition();
            Task after = transition.after();
            queue.moved(transition.before().state(), after.state());
            transition.events().forEach(bus::publish);
            result.events().forEach(bus::publish);
            if (after.state().ended()) {
                waiters.complete(after);
            }
            meter.moved(transition);
        }
        return result.made();
    }
}
