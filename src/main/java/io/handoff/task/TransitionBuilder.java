package io.handoff.task;

import io.handoff.event.NewEvent;
import java.util.List;

/**
 * The one way to make a transition: says what changes, adds the line that tells of it, and refuses
 * what the diagram of {@link TaskState} does not have.
 */
final class TransitionBuilder {

    private final Task before;
    private final long now;
    private int attempt;
    private int uncountedAttempts;
    private int crashes;
    private long runAt;
    private long startedAt;
    private int progress;
    private String note;
    private String result;
    private String error;

    private TransitionBuilder(Task before, long now) {
        this.before = before;
        this.now = now;
        this.attempt = before.attempt();
        this.uncountedAttempts = before.uncountedAttempts();
        this.crashes = before.crashes();
        this.runAt = before.runAt();
        this.startedAt = before.startedAt();
        this.progress = before.progress();
        this.note = before.note();
        this.result = before.result();
        this.error = before.error();
    }

    static TransitionBuilder of(Task before, long now) {
        return new TransitionBuilder(before, now);
    }

    TransitionBuilder starting() {
        attempt++;
        startedAt = now;
        return progress(0, null);
    }

    TransitionBuilder uncounted() {
        uncountedAttempts++;
        return this;
    }

    /** All attempts so far are forgiven. */
    TransitionBuilder forgiveAttempts() {
        uncountedAttempts = attempt;
        crashes = 0;
        return this;
    }

    TransitionBuilder crashed() {
        crashes++;
        return this;
    }

    TransitionBuilder runAt(long time) {
        runAt = time;
        return this;
    }

    TransitionBuilder progress(int percent, String text) {
        progress = percent;
        note = text;
        return this;
    }

    TransitionBuilder result(String json) {
        result = json;
        return this;
    }

    TransitionBuilder error(String text) {
        error = text;
        return this;
    }

    /** The transition to {@code state}, told as an event of that name. */
    Transition to(TaskState state, String data) {
        return to(state, state.label(), data);
    }

    Transition to(TaskState state, String type, String data) {
        if (!before.state().canBecome(state)) {
            throw new IllegalStateException(
                    "Task " + before.id() + " is " + before.state() + ", it can't become " + state);
        }
        String line = TaskHistory.line(type, now, data);
        return new Transition(before, after(state, line), line, List.<NewEvent>of());
    }

    private Task after(TaskState state, String line) {
        return new Task(
                before.id(),
                before.kind(),
                before.payload(),
                state,
                before.priority(),
                before.owner(),
                before.uniqueKey(),
                attempt,
                uncountedAttempts,
                crashes,
                before.maxAttempts(),
                before.timeoutMillis(),
                before.createdAt(),
                runAt,
                startedAt,
                state.ended() ? now : 0,
                progress,
                note,
                result,
                error,
                before.trace(),
                before.seq() + 1,
                before.history() + '\n' + line);
    }
}
