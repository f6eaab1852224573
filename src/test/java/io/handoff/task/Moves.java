package io.handoff.task;

import io.handoff.event.NewEvent;
import io.handoff.task.Task.Attempts;
import io.handoff.task.Task.Outcome;
import io.handoff.task.Task.Times;
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
                        before.spec(),
                        state,
                        new Attempts(
                                before.attempts().number() + (starts ? 1 : 0),
                                before.attempts().uncounted() + 1,
                                before.attempts().crashes() + 2),
                        new Times(
                                before.times().createdAt(),
                                before.times().runAt() + 7,
                                TIME + 1,
                                state.ended() ? TIME + 2 : 0),
                        new Outcome(
                                new Progress(before.outcome().progress().percent() + 3, "a note"),
                                result,
                                "an error"),
                        before.history().plus(line));
        return new Transition(before, after, line, List.of());
    }

    public static Transition start(Task queued) {
        return to(TaskState.RUNNING, queued);
    }

    public static NewEvent to(String channel, String data) {
        return new NewEvent(channel, ATask.nextId(), "notification", TIME, data);
    }
}
