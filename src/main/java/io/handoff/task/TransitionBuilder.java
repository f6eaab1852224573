package io.handoff.task;

import io.handoff.task.Task.Attempts;
import io.handoff.task.Task.Outcome;
import io.handoff.task.Task.Times;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one way to make a transition: collects what changes, adds the history line that records it,
 * and refuses what the diagram of {@link TaskState} does not have.
 */
final class TransitionBuilder {

    private final Task before;
    private final long now;
    private Attempts attempts;
    private Outcome outcome;
    private long runAt;
    private long startedAt;

    private TransitionBuilder(Task before, long now) {
        this.before = before;
        this.now = now;
        this.attempts = before.attempts();
        this.outcome = before.outcome();
        this.runAt = before.times().runAt();
        this.startedAt = before.times().startedAt();
    }

    static TransitionBuilder of(Task before, long now) {
        return new TransitionBuilder(before, now);
    }

    /** A new attempt starts now. */
    TransitionBuilder starting() {
        startedAt = now;
        return attempts(Attempts::started).progress(Progress.NONE);
    }

    TransitionBuilder attempts(UnaryOperator<Attempts> change) {
        attempts = change.apply(attempts);
        return this;
    }

    TransitionBuilder runAt(long time) {
        runAt = time;
        return this;
    }

    TransitionBuilder progress(Progress progress) {
        outcome = new Outcome(progress, outcome.result(), outcome.error());
        return this;
    }

    TransitionBuilder result(@Nullable String json) {
        outcome = new Outcome(outcome.progress(), json, outcome.error());
        return this;
    }

    TransitionBuilder error(@Nullable String text) {
        outcome = new Outcome(outcome.progress(), outcome.result(), text);
        return this;
    }

    /** The transition to {@code state}, recorded as an event of that name. */
    Transition to(TaskState state, @Nullable String data) {
        return to(state, state.label(), data);
    }

    /** The transition to {@code state}, recorded as an event of type {@code type}. */
    Transition to(TaskState state, String type, @Nullable String data) {
        if (!before.state().canBecome(state)) {
            throw new IllegalStateException(
                    "Task " + before.id() + " is " + before.state() + ", it can't become " + state);
        }
        String line = TaskHistory.line(type, now, data);
        long endedAt = state.ended() ? now : 0;
        Task after =
                new Task(
                        before.id(),
                        before.spec(),
                        state,
                        attempts,
                        new Times(before.times().createdAt(), runAt, startedAt, endedAt),
                        outcome,
                        before.history().plus(line));
        return new Transition(before, after, line, List.of());
    }
}
