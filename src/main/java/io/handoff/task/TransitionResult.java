package io.handoff.task;

import io.handoff.event.Event;
import java.util.List;

/**
 * What came of a {@link Transition}.
 *
 * @param made false if the task was no longer where the transition starts from
 * @param events its new events, as they are stored
 */
public record TransitionResult(Transition transition, boolean made, List<Event> events) {

    public static TransitionResult refused(Transition transition) {
        return new TransitionResult(transition, false, List.of());
    }

    /** The task as the transition leaves it. */
    public Task task() {
        return transition.after();
    }
}
