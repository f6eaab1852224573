package io.handoff.task;

import io.handoff.event.NewEvent;
import java.util.List;

/** Transitions for tests of stores, without the rules of tasks. */
public final class Moves {

    public static final long TIME = 2_000;

    private Moves() {}

    /** Changes the state, counts a start, and tells of it. */
    public static Transition to(TaskState state, Task before) {
        return to(state, before, "{\"by\":\"a test\"}", null);
    }

    public static Transition to(TaskState state, Task before, String data, String result) {
        String line = TaskHistory.line(state.label(), TIME, data);
        boolean starts = state == TaskState.RUNNING && before.state() != TaskState.RUNNING;
        Task after =
                new Task(
                        before.id(),
                        before.kind(),
                        before.payload(),
                        state,
                        before.priority(),
                        before.owner(),
                        before.uniqueKey(),
                        before.attempt() + (starts ? 1 : 0),
                        before.uncountedAttempts() + 1,
                        before.crashes() + 2,
                        before.maxAttempts(),
                        before.timeoutMillis(),
                        before.createdAt(),
                        before.runAt() + 7,
                        TIME + 1,
                        state.ended() ? TIME + 2 : 0,
                        before.progress() + 3,
                        "a note",
                        result,
                        "an error",
                        before.trace(),
                        before.seq() + 1,
                        before.history() + '\n' + line);
        return new Transition(before, after, line, List.of());
    }

    public static Transition start(Task queued) {
        return to(TaskState.RUNNING, queued);
    }

    public static NewEvent to(String channel, String data) {
        return new NewEvent(channel, ATask.nextId(), "notification", TIME, data);
    }
}
