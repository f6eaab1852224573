package io.handoff.store;

import java.util.List;

/**
 * What came of a {@link Transition}.
 *
 * @param made false if the task was no longer where the transition starts from
 * @param told what it announced, as it is stored
 */
public record Moved(Transition transition, boolean made, List<Event> told) {

    public static Moved refused(Transition transition) {
        return new Moved(transition, false, List.of());
    }

    /** The task as the transition leaves it. */
    public Task task() {
        return transition.after();
    }
}
